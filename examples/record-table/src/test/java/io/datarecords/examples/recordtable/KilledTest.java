package io.datarecords.examples.recordtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.datarecords.eventlog.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application as a process, which is killed again and again while much happens. */
class KilledTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KILLS = 4;

    /** Most of the time of a batch is spent between its statements, so that a kill is most likely to come there. */
    private static final String SLOW = """
            create function record_table.slow() returns trigger language plpgsql as
                'begin perform pg_sleep(0.004); return null; end';
            create trigger slow before insert or delete on record_table.record
                for each statement execute function record_table.slow();
            create trigger slow before insert on record_table.member_record_count
                for each statement execute function record_table.slow();
            create trigger slow before update on record_table.progress
                for each statement execute function record_table.slow()""";

    private final TestTopic topic = TestTopic.only();
    private final HikariDataSource database = TestPostgres.dataSource();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
        database.close();
    }

    @Test
    void killedAtAnyMomentItLosesAndRepeatsNothing() throws Exception {
        // given
        topic.create();
        start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> offsets() >= 0);
        JdbcClient.create(database).sql(SLOW).update();
        var crowd = new Crowd(topic, new Random(seed));
        var writing = CompletableFuture.runAsync(crowd);

        // when
        for (int kill = 0; kill < KILLS; kill++) {
            long before = offsets();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> offsets() > before);
            Thread.sleep(random.nextInt(500));
            process.destroyForcibly().waitFor();
            start();
        }
        JdbcClient.create(database)
                .sql("drop function record_table.slow cascade")
                .update();
        crowd.stop();
        writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        // then
        await().atMost(PATIENCE).until(() -> offsets() >= sum(topic.next().values()));
        Contents.of(database).assertIs(topic.told(), "seed " + seed);
        assertThat(crowd.sent()).isGreaterThan(1000);
    }

    private void start() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RecordTable.class.getName());
        builder.environment().put("SPRING_KAFKA_BOOTSTRAPSERVERS", topic.address());
        builder.environment().put("SPRING_KAFKA_CONSUMER_MAXPOLLRECORDS", "20");
        builder.environment().put("SPRING_DATASOURCE_URL", database.getJdbcUrl());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.getUsername());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.getPassword());
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-record-table.log").toFile()))
                .start();
    }

    private long offsets() {
        return JdbcClient.create(database)
                .sql("select coalesce(sum(next_offset), 0) from record_table.progress")
                .query(Long.class)
                .single();
    }

    private static long sum(Iterable<Long> offsets) {
        long sum = 0;
        for (long offset : offsets) {
            sum += offset;
        }
        return sum;
    }
}
