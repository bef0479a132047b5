package io.datarecords.query.history;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static io.datarecords.query.Workspace.memberAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.access.MemberAction;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HistoryTest extends QuerySideTest {

    private long type;
    private long record;

    @BeforeEach
    void aRecordWithAPast() {
        type = workspace.define("visit", field("note"), field("amount"), adminOnly("secret"));
        record = workspace.create(type, MEMBER, "note", "one", "amount", new BigDecimal("1.50"), "secret", "s1");
        workspace.update(record, "note", "two");
        workspace.update(record, "secret", "s3");
        workspace.update(record, "note", null, "amount", new BigDecimal("12345678901234567890.12345678901234567"));
    }

    private Answer find(String token, String query) {
        return get(token, "/data-types/" + type + "/records/" + record + query);
    }

    private Answer changes(String token, String query) {
        return find(token, "/changes" + query);
    }

    private static java.util.List<Long> versions(Answer answer) {
        return StreamSupport.stream(answer.body().get("items").spliterator(), false)
                .map(item -> item.get("version").longValue())
                .toList();
    }

    private static JsonNode change(Answer answer, int item) {
        return answer.body().get("items").get(item).get("changes");
    }

    @Nested
    class Version {

        @Test
        void isRefusedForAQueryThatCannotBeDecoded() {
            for (var query : new String[] {"?x=%ff", "?=", "?=1"}) {
                assertThat(find(reader(), query).status()).as(query).isEqualTo(400);
            }
        }

        @Test
        void isTheRecordAsItStoodThen() {
            // when
            var answer = find(reader(), "?version=1");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"fieldValues\":{\"note\":\"one\",\"amount\":1.50},\"version\":1,");
            assertThat(answer.body().get("updatedAt")).isEqualTo(answer.body().get("createdAt"));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(find(reader(), "?version=2").text()).contains("{\"note\":\"two\",\"amount\":1.50}");
        }

        @Test
        void currentIsTheRecordAsItIs() {
            assertThat(find(reader(), "?version=4").text())
                    .isEqualTo(find(reader(), "").text());
        }

        @Test
        void hidesAdminOnlyFields() {
            assertThat(find(reader(), "?version=3").text())
                    .doesNotContain("secret")
                    .doesNotContain("s3");
            assertThat(find(admin(), "?version=3").text()).contains("\"secret\":\"s3\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "5", "9007199254740991"})
        void thatNeverWasIs404(String version) {
            assertThat(find(reader(), "?version=" + version).problem()).isEqualTo("record-not-found");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"version=x", "version=", "version=-1", "version=1&asOf=2024-01-15T13:45:30Z", "version=1&x=1"
                })
        void malformedIs400(String query) {
            assertThat(find(reader(), "?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    class AsOf {

        private Instant changedAt(int version) {
            return Instant.parse(changes(admin(), "?sortOrder=asc")
                    .body()
                    .get("items")
                    .get(version - 1)
                    .get("changedAt")
                    .stringValue());
        }

        @Test
        void isTheRecordAsItStoodAtThatTime() {
            assertThat(find(reader(), "?asOf=" + changedAt(1)).body())
                    .isEqualTo(find(reader(), "?version=1").body());
            assertThat(find(reader(), "?asOf=" + changedAt(2).minusNanos(1000))
                            .body()
                            .get("version")
                            .longValue())
                    .isEqualTo(1);
            assertThat(find(reader(), "?asOf=" + changedAt(3)).header("ETag")).isEqualTo("\"3\"");
            assertThat(find(reader(), "?asOf=2999-01-01T00:00:00Z").body())
                    .isEqualTo(find(reader(), "").body());
        }

        @Test
        void beforeItExistedIs404() {
            assertThat(find(reader(), "?asOf=" + changedAt(1).minusNanos(1000)).problem())
                    .isEqualTo("record-not-found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"asOf=yesterday", "asOf=", "asOf=2024-01-15", "asOf=2024-01-15T13:45:30"})
        void malformedIs400(String query) {
            assertThat(find(reader(), "?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    class Changes {

        @Test
        void areNewestFirstAndTellWhoDidWhatWhen() {
            // when
            var answer = changes(admin(), "");

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().propertyNames()).containsExactly("items", "total", "page", "pageSize");
            assertThat(versions(answer)).containsExactly(4L, 3L, 2L, 1L);
            assertThat(answer.body().get("total").longValue()).isEqualTo(4);
            var newest = answer.body().get("items").get(0);
            assertThat(newest.propertyNames()).containsExactly("version", "type", "changedAt", "changedBy", "changes");
            assertThat(newest.get("type").stringValue()).isEqualTo("updated");
            assertThat(newest.get("changedBy").toString()).isEqualTo("{\"memberId\":1,\"subject\":\"nina\"}");
            assertThat(newest.get("changedAt").stringValue()).endsWith("Z");
            assertThat(answer.text())
                    .contains("[{\"field\":\"note\",\"from\":\"two\",\"to\":null},"
                            + "{\"field\":\"amount\",\"from\":1.50,\"to\":12345678901234567890.12345678901234567}]");
        }

        @Test
        void beginWithTheCreationFromNothing() {
            // when
            var answer = changes(admin(), "?sortOrder=asc");

            // then
            assertThat(versions(answer)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(answer.body().get("items").get(0).get("type").stringValue())
                    .isEqualTo("created");
            assertThat(answer.text())
                    .contains("[{\"field\":\"note\",\"from\":null,\"to\":\"one\"},"
                            + "{\"field\":\"amount\",\"from\":null,\"to\":1.50},"
                            + "{\"field\":\"secret\",\"from\":null,\"to\":\"s1\"}]");
        }

        @Test
        void comeInPages() {
            var second = changes(admin(), "?page=2&pageSize=3");

            assertThat(versions(second)).containsExactly(1L);
            assertThat(second.body().get("total").longValue()).isEqualTo(4);
            assertThat(second.body().get("page").longValue()).isEqualTo(2);
            assertThat(second.body().get("pageSize").longValue()).isEqualTo(3);
        }

        @Test
        void ofOneField() {
            // when
            var answer = changes(reader(), "?field=note&sortOrder=asc");

            // then
            assertThat(versions(answer)).containsExactly(1L, 2L, 4L);
            assertThat(answer.body().get("total").longValue()).isEqualTo(3);
            assertThat(change(answer, 2).toString()).isEqualTo("[{\"field\":\"note\",\"from\":\"two\",\"to\":null}]");
        }

        @Test
        void leaveOutAndDoNotCountWhatTheReaderMayNotSee() {
            // when
            var answer = changes(reader(), "");

            // then
            assertThat(versions(answer)).containsExactly(4L, 2L, 1L);
            assertThat(answer.body().get("total").longValue()).isEqualTo(3);
            assertThat(answer.text())
                    .doesNotContain("secret")
                    .doesNotContain("s1")
                    .doesNotContain("s3");
        }

        @Test
        void ofARecordCreatedEmptyTellOfItsCreation() {
            record = workspace.create(type, MEMBER);

            assertThat(versions(changes(reader(), ""))).containsExactly(1L);
            assertThat(versions(changes(reader(), "?field=note"))).isEmpty();
        }

        @Test
        void ofAHiddenOrUnknownFieldAre400() {
            var hidden = changes(reader(), "?field=secret");
            var unknown = changes(reader(), "?field=nothing");

            assertThat(hidden.status()).isEqualTo(400);
            assertThat(hidden.body().get("errors").toString())
                    .isEqualTo(unknown.body().get("errors").toString());
            assertThat(changes(admin(), "?field=secret").status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"page=0", "pageSize=1001", "sortOrder=up", "sortBy=version", "field=note&field=note"})
        void malformedAre400(String query) {
            assertThat(changes(reader(), "?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    class AfterARevision {

        @Test
        void removedFieldsStayInTheHistory() {
            // when
            workspace.revise(type, field("note"), adminOnly("secret"));

            // then
            assertThat(find(reader(), "?version=1").text()).contains("{\"note\":\"one\",\"amount\":1.50}");
            assertThat(changes(reader(), "?field=amount").body().get("total").longValue())
                    .isEqualTo(2);
            assertThat(find(reader(), "").text()).doesNotContain("amount");
        }

        @Test
        void fieldsThatWereAdminOnlyWhenRemovedStayHidden() {
            // when
            workspace.revise(type, field("note"), field("amount"));

            // then
            assertThat(find(reader(), "?version=3").text()).doesNotContain("s3");
            assertThat(changes(reader(), "").text()).doesNotContain("s3");
            assertThat(changes(reader(), "?field=secret").status()).isEqualTo(400);
            assertThat(find(admin(), "?version=3").text()).contains("s3");
        }

        @Test
        void fieldsThatAreAdminOnlyNowAreHiddenInThePastToo() {
            // when
            workspace.revise(type, adminOnly("note"), field("amount"), adminOnly("secret"));

            // then
            assertThat(find(reader(), "?version=1").text()).doesNotContain("one");
            assertThat(versions(changes(reader(), ""))).containsExactly(4L, 1L);
        }

        @Test
        void aSlugAddedAgainStartsFromNothing() {
            // given
            workspace.revise(type, field("note"));
            workspace.revise(type, field("note"), field("amount").since(3));

            // when
            workspace.update(record, "amount@3", "plenty");

            // then
            var answer = changes(reader(), "?field=amount&sortOrder=asc");
            assertThat(versions(answer)).containsExactly(1L, 4L, 5L);
            assertThat(change(answer, 2).toString())
                    .isEqualTo("[{\"field\":\"amount\",\"from\":null,\"to\":\"plenty\"}]");
            assertThat(find(reader(), "?version=5").text()).contains("{\"amount\":\"plenty\"}");
        }
    }

    @Nested
    class Permission {

        @Test
        void isAsForReadingTheRecord() {
            for (var query : new String[] {"?version=1", "?asOf=2999-01-01T00:00:00Z", "/changes"}) {
                assertThat(find(member(), query).status()).isEqualTo(200);
                assertThat(find(nobody("", "nurse"), query).status()).isEqualTo(200);
                assertThat(find(nobody("records:read"), query).status()).isEqualTo(200);
                assertThat(find(nobody("datatypes:admin"), query).problem()).isEqualTo("record-not-found");
                assertThat(find(nobody(""), query).status()).isEqualTo(404);
                assertThat(find(null, query).status()).isEqualTo(401);
            }
        }

        @Test
        void ownersWithoutReadAccessHaveNone() {
            // given
            type = workspace.define("diary", memberAccess(MemberAction.UPDATE), field("note"));
            record = workspace.create(type, MEMBER, "note", "x");

            // then
            assertThat(changes(member(), "").status()).isEqualTo(404);
            assertThat(changes(reader(), "").status()).isEqualTo(200);
        }
    }

    @Nested
    class NotThere {

        @Test
        void aDeletedRecordHasNoHistory() {
            // when
            workspace.delete(record);

            // then
            for (var query : new String[] {"?version=1", "?version=5", "?asOf=2999-01-01T00:00:00Z", "/changes"}) {
                assertThat(find(admin(), query).problem()).isEqualTo("record-not-found");
            }
        }

        @Test
        void anUnknownRecordHasNone() {
            record = 999_999_999;

            assertThat(changes(admin(), "").problem()).isEqualTo("record-not-found");
        }

        @Test
        void aRecordOfAnotherTypeHasNone() {
            type = workspace.define("other", field("note"));

            assertThat(changes(admin(), "").problem()).isEqualTo("record-not-found");
            assertThat(find(admin(), "?version=1").problem()).isEqualTo("record-not-found");
        }

        @Test
        void anUnknownTypeHasNone() {
            type = 999_999_999;

            assertThat(changes(admin(), "").problem()).isEqualTo("data-type-not-found");
        }
    }

    @Nested
    class IfNoneMatch {

        private Answer unless(String tag, String query) {
            return get(reader(), "/data-types/" + type + "/records/" + record + query, "If-None-Match", tag);
        }

        @Test
        void is304ForTheVersionThatIsTold() {
            var asOf = "?asOf="
                    + find(reader(), "?version=2").body().get("updatedAt").stringValue();
            for (var query : new String[] {"?version=2", asOf}) {
                var answer = unless("\"2\"", query);

                assertThat(answer.status()).as(query).isEqualTo(304);
                assertThat(answer.text()).isEmpty();
                assertThat(answer.header("ETag")).isEqualTo("\"2\"");
                assertThat(unless("\"4\"", query).status()).as(query).isEqualTo(200);
            }
        }

        @Test
        void is200OnceTheTypeWasRevisedSinceItMayShowOtherFields() {
            workspace.revise(type, field("note"), field("amount"), field("secret"));

            assertThat(unless("\"2\"", "?version=2").status()).isEqualTo(200);
            assertThat(unless("\"4\"", "?asOf=2100-01-01T00:00:00Z").status()).isEqualTo(200);
        }

        @Test
        void is400WhenMalformedAnd404ForWhatNeverWas() {
            assertThat(unless("2", "?version=2").status()).isEqualTo(400);
            assertThat(unless("*", "?version=9").status()).isEqualTo(404);
        }
    }
}
