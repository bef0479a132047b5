package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static io.datarecords.standalone.EveryTable.awaitNoRowsWith;
import static io.datarecords.standalone.EveryTable.rowsWith;
import static io.datarecords.standalone.EveryTable.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What is deleted is gone from every table, whatever raced with it. */
class ErasureIT {

    // A view that is built anew never learns of the words of a field that was removed meanwhile; nobody asks for them.
    private static final String CURRENT_WORDS = """
            (select w.record_id, f.key, regexp_replace(word, '^[0-9]+/', '')
             from %s.record_words w
             cross join lateral unnest(tsvector_to_array(w.words)) word
             join %s.field f on f.id = split_part(word, '/', 1)::int
             join %s.data_type_view t on t.id = w.data_type_id
             where exists (select from jsonb_array_elements(t.state -> 'fields') d
                           where f.key = concat(d ->> 'slug', '@' || nullif(d ->> 'since', '1'))))""";

    // Fields have other ids in a view that is built anew.
    private static final List<String> VIEWS = List.of(
            "%s.record_view",
            "%s.member_record_count",
            "%s.record_count",
            "%s.data_type_view",
            "(select f.data_type_id, f.key, f.kind, i.record_id, i.txt, i.num"
                    + " from %s.field_index i join %s.field f on f.id = i.field)",
            CURRENT_WORDS);

    @Test
    void nothingOfADeletedRecordRemainsAndARebuiltViewAgrees() throws Exception {
        var manager = Client.manager(SharedService.get());
        var type = manager.define("note", field("text", "text"));
        var stays = word("stays");
        manager.post(type + "/records", values(Map.of("text", stays)));

        for (int round = 0; round < 10; round++) {
            var secret = word("secret");
            long id = manager.post(type + "/records", values(Map.of("text", secret)))
                    .id();
            assertThat(rowsWith(secret)).isNotEmpty();

            var statuses = Crowd.of(
                    9,
                    number -> number == 0
                            ? deleteInTheMiddle(manager, type + "/records/" + id)
                            : update(manager, type + "/records/" + id, secret + number));

            assertThat(statuses.stream().flatMap(List::stream)).containsOnly(200, 404);
            assertThat(manager.get(type + "/records/" + id).status()).isEqualTo(404);
            assertThat(manager.get(type + "/records/" + id + "/changes").status())
                    .isEqualTo(404);
            awaitNoRowsWith(secret);
        }

        assertThat(rowsWith(stays)).hasSize(3);
        var before = views();
        rebuild();
        assertThat(views()).containsExactlyElementsOf(before);
    }

    private static List<Integer> deleteInTheMiddle(Client manager, String record) throws Exception {
        Thread.sleep(ThreadLocalRandom.current().nextInt(60));
        return List.of(manager.delete(record).status());
    }

    private static List<Integer> update(Client manager, String record, String secret) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            statuses.add(manager.put(record, values(Map.of("text", secret + "-" + i)))
                    .status());
        }
        return statuses;
    }

    private static List<String> views() {
        return VIEWS.stream()
                .flatMap(view -> SharedService.database()
                        .sql("select v::text from " + view.replace("%s", SharedService.views()) + " v")
                        .query(String.class)
                        .list()
                        .stream()
                        .sorted())
                .toList();
    }

    private static void rebuild() throws InterruptedException {
        var operator = Client.manager(SharedService.get()).as(null, "operations:admin");
        var old = SharedService.views();
        assertThat(operator.operate("POST", "/actuator/rebuild").status()).isEqualTo(200);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline && SharedService.views().equals(old)) {
            Thread.sleep(50);
        }
        assertThat(SharedService.views()).isNotEqualTo(old);
    }
}
