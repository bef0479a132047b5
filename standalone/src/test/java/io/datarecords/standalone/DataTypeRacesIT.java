package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A data type that changes while records are created: none is ever one that the type's state forbids. */
class DataTypeRacesIT {

    private static final int ROUNDS = 8;
    private static final int CREATORS = 8;

    private Client manager;

    @BeforeEach
    void manager() throws Exception {
        manager = Client.manager(SharedService.get());
    }

    private interface Change {
        Answer of(String type) throws Exception;
    }

    /** Answers of creations that go on until the change is answered and a little longer. */
    private List<Answer> race(String type, Change change) throws Exception {
        var answers = Crowd.of(CREATORS + 1, number -> number == 0 ? changed(type, change) : creations(type));
        return answers.stream().flatMap(List::stream).toList();
    }

    private static List<Answer> changed(String type, Change change) throws Exception {
        Thread.sleep(20);
        return List.of(change.of(type));
    }

    private List<Answer> creations(String type) throws Exception {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 15; i++) {
            answers.add(manager.post(type + "/records", values(Map.of("a", i))));
        }
        return answers;
    }

    @Test
    void anArchivedTypeGetsNoRecordAfterItsArchiving() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var type = manager.define("archived_" + round, field("a", "integer"));

            var answers = race(type, t -> manager.post(t + "/archive", null));

            assertThat(answers).extracting(Answer::status).containsOnly(200, 201, 409);
            assertThat(eventsAfter(type, "DataTypeArchived")).isZero();
            assertThat(total(type)).isEqualTo(created(answers));
        }
    }

    @Test
    void aRevisedTypeGetsNoRecordOfItsOldSchema() throws Exception {
        var demanding =
                List.of(field("a", "integer"), Map.of("name", "b", "slug", "b", "fieldType", "text", "required", true));
        for (int round = 0; round < ROUNDS; round++) {
            var type = manager.define("revised_" + round, field("a", "integer"));

            var answers = race(type, t -> manager.put(t, Map.of("fields", demanding)));

            assertThat(answers).extracting(Answer::status).containsOnly(200, 201, 400);
            assertThat(eventsAfter(type, "DataTypeRevised")).isZero();
            assertThat(total(type)).isEqualTo(created(answers));
        }
    }

    @Test
    void aDeletedTypeHasNoRecords() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var type = manager.define("deleted_" + round, field("a", "integer"));

            var answers = Crowd.of(
                    CREATORS + 1,
                    number -> number == 0 ? manager.delete(type) : manager.post(type + "/records", values(Map.of())));

            long created = created(answers);
            if (manager.get(type).status() == 404) {
                assertThat(created).isZero();
            } else {
                assertThat(answers.getFirst().status()).isEqualTo(409);
                assertThat(total(type)).isEqualTo(created);
            }
        }
    }

    private static long created(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 201).count();
    }

    private long total(String type) throws Exception {
        return manager.get(type + "/records").json().get("total").asLong();
    }

    /** The creations in the log that come after the type's event of that kind. */
    private static long eventsAfter(String type, String event) {
        return SharedService.database()
                .sql("""
                        select count(*) from log.event e
                        join log.event changed on changed.aggregate = :type and changed.type = :event
                        where e.type = 'RecordCreated' and (e.payload ->> 'dataTypeId')::bigint = :type
                          and e.position > changed.position""")
                .param("type", Long.valueOf(type.substring("/data-types/".length())))
                .param("event", event)
                .query(Long.class)
                .single();
    }
}
