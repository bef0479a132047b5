package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every row of every table of ours on the shared service, whatever its columns are. */
final class EveryTable {

    private EveryTable() {}

    /** A text that is nowhere else, and one word to whoever parts texts into words. */
    static String word(String beginning) {
        return beginning + UUID.randomUUID().toString().replace("-", "");
    }

    static List<String> rowsWith(String text) {
        var jdbc = SharedService.database();
        var tables = jdbc.sql(
                        "select table_schema || '.' || table_name from information_schema.tables where table_schema in ('log', ?)")
                .param(SharedService.views())
                .query(String.class)
                .list();
        assertThat(tables).contains("log.event", "log.snapshot", SharedService.views() + ".record_view");
        return tables.stream()
                .flatMap(table -> rowsWith(jdbc, table, text).stream())
                .toList();
    }

    private static List<String> rowsWith(JdbcClient jdbc, String table, String text) {
        return jdbc.sql("select '" + table + " ' || t::text from " + table + " t where t::text like ?")
                .param("%" + text + "%")
                .query(String.class)
                .list();
    }

    /** Views follow within moments. */
    static void awaitNoRowsWith(String text) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!rowsWith(text).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(rowsWith(text)).isEmpty();
    }
}
