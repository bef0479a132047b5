package io.datarecords.command.record;

import static io.datarecords.command.Api.record;
import static io.datarecords.command.Api.records;
import static io.datarecords.command.record.Racers.byStatus;
import static io.datarecords.command.record.Racers.race;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.command.Api;
import io.datarecords.command.Api.Answer;
import io.datarecords.command.Api.Client;
import io.datarecords.command.CommandSideTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CommandSideTest
class RaceTest {

    @Autowired
    private Api api;

    @Autowired
    private DataSource dataSource;

    private Client admin;

    @BeforeEach
    void enter() {
        admin = api.admin();
    }

    private static String body(String fieldValues, String... more) {
        return "{\"fieldValues\":" + fieldValues + (more.length == 0 ? "" : "," + String.join(",", more)) + "}";
    }

    @Test
    void sixty_updates_of_one_record_are_all_done_and_none_is_lost() {
        var fields = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            fields.add("{\"name\": \"f" + i + "\", \"fieldType\": \"integer\"}");
        }
        long type = admin.define(fields.toString());
        long record = admin.create(type, "{}");

        var answers = race(60, i -> admin.put(record(type, record), body("{\"f" + i + "\": " + i + "}")));

        assertThat(byStatus(answers)).isEqualTo(Map.of(200, 60L));
        assertThat(answers.stream().map(Answer::version)).doesNotHaveDuplicates();
        var after = admin.put(record(type, record), body("{}"));
        assertThat(after.version()).isEqualTo(61);
        assertThat(after.fieldValues()).hasSize(60);
    }

    @Test
    void one_of_many_updates_of_the_same_version_wins() {
        long type = admin.define("[{\"name\": \"n\", \"fieldType\": \"integer\"}]");
        long record = admin.create(type, "{}");

        var answers = race(20, i -> admin.put(record(type, record), body("{\"n\": " + i + "}"), "If-Match", "\"1\""));

        assertThat(byStatus(answers)).isEqualTo(Map.of(200, 1L, 412, 19L));
    }

    @Test
    void one_of_many_creates_with_one_external_id_wins() {
        long type = admin.define("[]");

        var answers = race(8, i -> admin.post(records(type), body("{}", "\"externalId\": \"x\"")));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 409, 7L));
    }

    @Test
    void one_of_many_creates_for_a_member_wins_where_one_is_allowed() {
        long type = admin.define("[]", "\"isCollection\": false");

        var answers = race(8, i -> admin.post(records(type), body("{}", "\"memberId\": 7")));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 409, 7L));
    }

    @Test
    void one_of_many_types_with_one_slug_wins() {
        var answers = race(8, i -> admin.post("/data-types", "{\"name\": \"Visit\"}"));

        assertThat(byStatus(answers)).isEqualTo(Map.of(201, 1L, 409, 7L));
    }

    @RepeatedTest(5)
    void a_delete_among_updates_is_the_last_of_the_record() {
        long type = admin.define("[{\"name\": \"n\", \"fieldType\": \"integer\"}]");
        long record = admin.create(type, "{\"n\": 0}");
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 1; i <= 15; i++) {
            var change = body("{\"n\": " + i + "}");
            requests.add(() -> admin.put(record(type, record), change));
        }
        requests.add(7, () -> admin.delete(record(type, record)));

        var answers = race(requests);

        assertThat(answers.get(7).status()).isEqualTo(200);
        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 404);
        assertThat(eventsOf(record)).containsExactly("RecordDeleted");
    }

    @RepeatedTest(5)
    void a_type_that_is_archived_among_creates_has_none_after() {
        long type = admin.define("[]");

        var answers = racingCreates(type, () -> admin.post("/data-types/" + type + "/archive", null));

        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 201, 409);
        assertThat(eventsAfter("DataTypeArchived", type)).isEmpty();
    }

    @RepeatedTest(5)
    void a_type_that_is_deleted_among_creates_has_none_at_all() {
        long type = admin.define("[]");

        var answers = racingCreates(type, () -> admin.delete("/data-types/" + type));

        var deletion = answers.getLast();
        if (deletion.status() == 204) {
            assertThat(byStatus(answers)).isEqualTo(Map.of(204, 1L, 404, (long) answers.size() - 1));
            assertThat(eventsAfter("DataTypeDefined", type)).containsExactly("DataTypeDeleted");
        } else {
            assertThat(deletion.problem()).isEqualTo("data-type-not-empty");
            assertThat(eventsAfter("DataTypeDefined", type)).doesNotContain("DataTypeDeleted");
        }
    }

    @RepeatedTest(5)
    void a_type_that_is_revised_among_creates_has_only_those_that_fit_after() {
        long type = admin.define("[{\"name\": \"n\", \"fieldType\": \"integer\"}]");
        var revision = "{\"fields\": [{\"name\": \"n\", \"fieldType\": \"integer\", \"rules\": {\"max\": 4}}]}";

        var answers = racingCreates(type, () -> admin.put("/data-types/" + type, revision));

        assertThat(byStatus(answers).keySet()).isSubsetOf(200, 201, 400);
        assertThat(JdbcClient.create(dataSource)
                        .sql("""
                                select count(*) from log.event r join log.event t on t.aggregate = :type
                                where t.type = 'DataTypeRevised' and r.position > t.position
                                and r.type = 'RecordCreated' and r.payload ->> 'dataTypeId' = :id
                                and (r.payload -> 'values' ->> 'n')::int > 4""")
                        .param("type", type)
                        .param("id", Long.toString(type))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Creates whose {@code n}, if the type has it, is 0 to 11, and last in the list something else at the same time. */
    private List<Answer> racingCreates(long type, Callable<Answer> other) {
        boolean hasField =
                admin.post(records(type), body("{\"n\": \"x\"}")).violations().contains("/fieldValues/n type");
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 12; i++) {
            var values = hasField ? "{\"n\": " + i + "}" : "{}";
            requests.add(() -> admin.post(records(type), body(values)));
        }
        requests.add(other);
        return race(requests);
    }

    private List<String> eventsOf(long aggregate) {
        return JdbcClient.create(dataSource)
                .sql("select type from log.event where aggregate = ? order by position")
                .param(aggregate)
                .query(String.class)
                .list();
    }

    /** What happened to the type and its records after that. */
    private List<String> eventsAfter(String event, long type) {
        return JdbcClient.create(dataSource)
                .sql("""
                        select e.type from log.event e join log.event t on t.aggregate = :type and t.type = :event
                        where e.position > t.position and e.payload ->> 'dataTypeId' = :id order by e.position""")
                .param("type", type)
                .param("event", event)
                .param("id", Long.toString(type))
                .query(String.class)
                .list();
    }
}
