package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.Crowd;
import io.datarecords.standalone.SharedService;
import io.datarecords.standalone.StandaloneProcess.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;

/** Section 2, calls that meet: each race ends as one order of its calls would have. */
class RacesIT {

    private final Client manager = Client.manager();
    private final String type = manager.define("note", field("n", "integer"), field("t", "text"));
    private final String records = type + "/records";

    private static long count(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private static String id(String path) {
        return path.replaceFirst(".*/", "");
    }

    @RepeatedTest(6)
    void ofSixteenUpsertsOnOneNewExternalIdOneCreatesAndFifteenUpdate() throws Exception {
        var answers = Crowd.of(16, number -> manager.post(type + "/upsert/new", set("n", number)));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 200)).as(answers.toString()).isEqualTo(15);
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(answers).extracting(Answer::version).doesNotHaveDuplicates();
        assertThat(manager.get(records + "/" + answers.getFirst().id()).version())
                .isEqualTo(16);
        assertThat(manager.get(records).at("/total")).isEqualTo("1");
    }

    @RepeatedTest(3)
    void sixteenEqualUpsertsMakeOneEvent() throws Exception {
        var answers = Crowd.of(16, number -> manager.post(type + "/upsert/same", set("n", 1)));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 200)).as(answers.toString()).isEqualTo(15);
        assertThat(answers).extracting(Answer::version).containsOnly(1L);
    }

    @RepeatedTest(6)
    void ofEightCreatesForOneMemberOfATypeThatIsNoCollectionOneWins() throws Exception {
        var sole = manager.defined(object("name", "Sole", "isCollection", false));

        var answers =
                Crowd.of(8, number -> manager.post(sole + "/records", object("fieldValues", object(), "memberId", 7)));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 409)).as(answers.toString()).isEqualTo(7);
        assertThat(manager.get(sole + "/records").at("/total")).isEqualTo("1");
    }

    @RepeatedTest(3)
    void ofEightCreatesWithOneExternalIdOneWins() throws Exception {
        var answers = Crowd.of(
                8, number -> manager.post(records, object("fieldValues", object("n", number), "externalId", "x")));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 409)).as(answers.toString()).isEqualTo(7);
        assertThat(manager.get(records).at("/total")).isEqualTo("1");
    }

    @RepeatedTest(3)
    void aHundredEqualIdempotentPostsHaveOneEffect() throws Exception {
        var answers = Crowd.of(100, number -> manager.post(records, set("n", 1), "Idempotency-Key", "k"));

        assertOneEffect(answers, 100);
    }

    @RepeatedTest(3)
    void aHundredEqualIdempotentUpsertsHaveOneEffect() throws Exception {
        var answers = Crowd.of(100, number -> manager.post(type + "/upsert/x", set("n", 1), "Idempotency-Key", "k"));

        assertOneEffect(answers, 100);
    }

    private void assertOneEffect(List<Answer> answers, int size) {
        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(size);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").equals("true")))
                .hasSize(size - 1);
        assertThat(manager.get(records).at("/total")).isEqualTo("1");
    }

    @RepeatedTest(3)
    void ofDifferentBodiesUnderOneIdempotencyKeyOneIsDone() throws Exception {
        var answers = Crowd.of(16, number -> manager.post(records, set("n", number), "Idempotency-Key", "k"));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 422)).as(answers.toString()).isEqualTo(15);
        assertThat(manager.get(records).at("/total")).isEqualTo("1");
    }

    @RepeatedTest(6)
    void anUpsertAgainstADeleteEndsAsOneOrderOfThemWould() throws Exception {
        var secret = "secret-" + UUID.randomUUID();
        var record = manager.createWith(type, object("fieldValues", object("t", secret), "externalId", "x"));

        var answers = Crowd.of(
                8, number -> number < 2 ? manager.delete(record) : manager.post(type + "/upsert/x", set("n", number)));

        var deletes = answers.subList(0, 2);
        var upserts = answers.subList(2, 8);
        assertThat(count(deletes, 200)).as(answers.toString()).isEqualTo(1);
        assertThat(count(deletes, 404)).as(answers.toString()).isEqualTo(1);
        assertThat(upserts).extracting(Answer::status).as(answers.toString()).isSubsetOf(200, 201);
        assertThat(count(upserts, 201)).as(answers.toString()).isLessThanOrEqualTo(1);
        expect(404, manager.get(record));
        var left = manager.get(records);
        assertThat(left.items("/id")).as(left + " after " + answers).doesNotContain(id(record));
        assertThat(left.at("/total")).isEqualTo("" + count(upserts, 201));
        assertThat(left.body()).doesNotContain(secret);
        assertNothingIsLeftOf(secret);
        for (var item : left.items("/id")) {
            assertThat(manager.get(records + "/" + item + "/changes").body()).doesNotContain(secret);
            var ofTheNewOne = upserts.stream().filter(answer -> answer.at("/id").equals(item));
            assertThat(ofTheNewOne.map(Answer::version)).doesNotHaveDuplicates().contains(1L);
        }
    }

    private static void assertNothingIsLeftOf(String secret) {
        assertThat(SharedService.database()
                        .sql("select count(*) from log.event where payload::text like :text")
                        .param("text", "%" + secret + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @RepeatedTest(6)
    void anIdempotentRepeatAgainstADeleteNeverCreatesTheRecordAgain() throws Exception {
        var body = object("fieldValues", object("n", 1), "externalId", "x");
        var first = manager.post(records, body, "Idempotency-Key", "k");
        var record = records + "/" + first.id();

        var answers = Crowd.of(
                8,
                number -> number == 0 ? manager.delete(record) : manager.post(records, body, "Idempotency-Key", "k"));

        expect(200, answers.getFirst());
        for (var repeat : answers.subList(1, 8)) {
            if (repeat.status() == 201) {
                assertThat(repeat.id()).isEqualTo(first.id());
            } else {
                assertThat(expect(409, repeat).problem()).isEqualTo("record-deleted");
            }
        }
        assertThat(expect(409, manager.post(records, body, "Idempotency-Key", "k"))
                        .problem())
                .isEqualTo("record-deleted");
        assertThat(manager.get(records).at("/total")).isEqualTo("0");
        expect(404, manager.get(record));
    }

    @RepeatedTest(6)
    void ofUpdatesWithOneIfMatchOneWins() throws Exception {
        var record = manager.create(type, "n", 0);

        var answers = Crowd.of(12, number -> manager.put(record, set("n", number + 1), "If-Match", "\"1\""));

        assertThat(count(answers, 200)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 412)).as(answers.toString()).isEqualTo(11);
        assertThat(manager.get(record).version()).isEqualTo(2);
    }

    @RepeatedTest(3)
    void ofAnUpdateAndADeleteWithOneIfMatchOneWins() throws Exception {
        var record = manager.create(type, "n", 0);

        var answers = Crowd.of(
                8,
                number -> number % 2 == 0
                        ? manager.delete(record, "If-Match", "\"1\"")
                        : manager.put(record, set("n", number), "If-Match", "\"1\""));

        assertThat(count(answers, 200)).as(answers.toString()).isEqualTo(1);
        assertThat(answers).extracting(Answer::status).as(answers.toString()).isSubsetOf(200, 404, 412);
    }

    @RepeatedTest(3)
    void ofUpsertsThatMayOnlyCreateOneWins() throws Exception {
        var answers = Crowd.of(12, number -> manager.post(type + "/upsert/x", set("n", number), "If-None-Match", "*"));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 412)).as(answers.toString()).isEqualTo(11);
        assertThat(manager.get(records).items("/version")).containsExactly("1");
    }

    @RepeatedTest(3)
    void ofRevisionsWithOneIfMatchOneWins() throws Exception {
        var answers =
                Crowd.of(8, number -> manager.put(type, object("description", "d" + number), "If-Match", "\"1\""));

        assertThat(count(answers, 200)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 412)).as(answers.toString()).isEqualTo(7);
        assertThat(manager.get(type).version()).isEqualTo(2);
    }

    @RepeatedTest(3)
    void ofDefinitionsWithOneSlugOneWins() throws Exception {
        var answers = Crowd.of(8, number -> manager.post("/data-types", object("name", "N" + number, "slug", "same")));

        assertThat(count(answers, 201)).as(answers.toString()).isEqualTo(1);
        assertThat(count(answers, 409)).as(answers.toString()).isEqualTo(7);
    }
}
