package io.datarecords.query.deadletter;

import static io.datarecords.query.Workspace.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One event that cannot be taken holds up its own record, and nothing else. */
class DeadLettersTest extends QuerySideTest {

    private static final String PATH = "/actuator/deadletters";

    @Autowired
    private MeterRegistry metrics;

    private long type;

    @BeforeEach
    void poison() {
        type = workspace.define("visit", field("a"));
        get(reader(), "/data-types/" + type);
        jdbc.sql("alter table record_view add constraint poison"
                        + " check (field_values ->> 'a' is distinct from 'poison')")
                .update();
    }

    @AfterEach
    void cure() {
        jdbc.sql("alter table record_view drop constraint if exists poison").update();
        jdbc.sql("truncate dead_letter").update();
    }

    @Test
    void othersGoOnAndTheRecordItselfIsReadFromTheLog() {
        // given
        long ill = workspace.create(type, MEMBER, "a", "before");

        // when
        workspace.update(ill, "a", "poison");
        follow();
        workspace.update(ill, "a", "after");
        long well = workspace.create(type, MEMBER, "a", "well");

        // then
        assertThat(value(well)).isEqualTo("well");
        assertThat(value(ill)).isEqualTo("after");
        assertThat(record(ill).body().get("version").longValue()).isEqualTo(3);
        assertThat(get(reader(), "/data-types/" + type + "/records").ids()).containsExactly(well, ill);
    }

    @Test
    void aRecordWhoseCreationIsParkedIsThereAllTheSame() {
        long ill = workspace.create(type, MEMBER, "a", "poison");
        follow();

        assertThat(value(ill)).isEqualTo("poison");
        assertThat(get(member(), "/data-types/" + type + "/records/" + ill).status())
                .isEqualTo(200);
        assertThat(get(nobody(""), "/data-types/" + type + "/records/" + ill).status())
                .isEqualTo(404);
    }

    @Test
    void theyAreListedWithTheirCauseAndWithoutValues() {
        // given
        long ill = workspace.create(type, MEMBER, "a", "poison");
        follow();
        workspace.update(ill, "a", "needle");
        workspace.update(ill, "a", "needle");
        follow();

        // when
        var letters = letters();

        // then
        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        assertThat(letter.get("aggregate").stringValue()).isEqualTo(workspace.id() + "/" + ill);
        assertThat(letter.get("event").stringValue()).isEqualTo("RecordCreated");
        assertThat(letter.get("cause").stringValue()).startsWith("PSQLException 23514 in RecordRows.java");
        assertThat(letter.get("waiting").intValue()).isEqualTo(2);
        assertThat(call("GET", PATH, operator()).text()).doesNotContain("needle", "poison");
        assertThat(metrics.get("datarecords.views.parked").gauge().value()).isEqualTo(3);
    }

    @Test
    void aRetryTakesTheEventAndAllThatWaitBehindIt() {
        // given
        long ill = workspace.create(type, MEMBER, "a", "poison");
        follow();
        workspace.update(ill, "a", "after");
        follow();
        long position = letters().getFirst().get("position").longValue();
        assertThat(act(position, "retry").status()).isEqualTo(409);
        assertThat(act(position + 1, "retry").status()).isEqualTo(404);

        // when
        jdbc.sql("alter table record_view drop constraint poison").update();
        var retried = act(position, "retry");

        // then
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.body().get("applied").intValue()).isEqualTo(2);
        assertThat(letters()).isEmpty();
        assertThat(get(reader(), "/data-types/" + type + "/records").ids()).containsExactly(ill);
        assertThat(value(ill)).isEqualTo("after");
    }

    @Test
    void whatIsDiscardedLetsTheOthersPass() {
        // given
        long ill = workspace.create(type, MEMBER, "a", "before");
        workspace.update(ill, "a", "poison");
        follow();
        workspace.update(ill, "a", "after");
        follow();

        // when
        var discarded = act(letters().getFirst().get("position").longValue(), "discard");

        // then
        assertThat(discarded.status()).isEqualTo(200);
        assertThat(discarded.body().get("applied").intValue()).isEqualTo(1);
        assertThat(letters()).isEmpty();
        assertThat(value(ill)).isEqualTo("after");
    }

    @Test
    void aDeletionClearsTheQueue() {
        // given
        long ill = workspace.create(type, MEMBER, "a", "before");
        workspace.update(ill, "a", "poison");
        follow();
        assertThat(letters()).hasSize(1);

        // when
        workspace.delete(ill);

        // then
        assertThat(get(reader(), "/data-types/" + type + "/records").ids()).isEmpty();
        assertThat(record(ill).status()).isEqualTo(404);
        assertThat(letters()).isEmpty();
        assertThat(get(member(), "/data-types/member-record-counts")
                        .body()
                        .get("counts")
                        .get(Long.toString(type))
                        .intValue())
                .isZero();
    }

    @Test
    void aDataTypeWhoseEventIsParkedIsNotReadAsItWas() {
        // given
        jdbc.sql("alter table data_type_view add constraint poison check (name <> 'Poison')")
                .update();
        try {
            // when
            workspace.rename(type, "Poison");
            long other = workspace.define("other", field("a"));

            // then
            assertThat(get(reader(), "/data-types/" + type + "/records").status())
                    .isEqualTo(503);
            assertThat(get(reader(), "/data-types/" + other + "/records").status())
                    .isEqualTo(200);
        } finally {
            jdbc.sql("alter table data_type_view drop constraint poison").update();
        }
        assertThat(act(letters().getFirst().get("position").longValue(), "retry")
                        .status())
                .isEqualTo(200);
        assertThat(get(reader(), "/data-types/" + type + "/records").status()).isEqualTo(200);
    }

    @Test
    void onlyOperatorsSeeThem() {
        assertThat(call("GET", PATH, admin()).status()).isEqualTo(403);
        assertThat(act(1, "burn").status()).isEqualTo(400);
        assertThat(act(1, "retry").status()).isEqualTo(404);
    }

    /** A batch may hold what heals the record again. */
    private void follow() {
        get(reader(), "/data-types/" + type + "/records");
    }

    private Answer record(long id) {
        return get(reader(), "/data-types/" + type + "/records/" + id);
    }

    private String value(long id) {
        return record(id).body().get("fieldValues").get("a").stringValue();
    }

    private String operator() {
        return nobody("operations:admin");
    }

    private List<JsonNode> letters() {
        var answer = call("GET", PATH, operator());
        return StreamSupport.stream(answer.body().get("deadLetters").spliterator(), false)
                .toList();
    }

    private Answer act(long position, String action) {
        return call(
                "POST",
                PATH + "/" + position,
                operator(),
                BodyPublishers.ofString("{\"action\":\"" + action + "\"}"),
                "Content-Type",
                "application/json");
    }
}
