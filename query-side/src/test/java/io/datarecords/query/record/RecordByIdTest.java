package io.datarecords.query.record;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static io.datarecords.query.Workspace.memberAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.access.MemberAction;
import io.datarecords.edge.TestTokens;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordByIdTest extends QuerySideTest {

    private long type;
    private long record;

    @BeforeEach
    void aRecord() {
        type = workspace.define("visit", field("note"), field("amount"), adminOnly("secret"));
        record = workspace.createExternal(type, MEMBER, "ext-1", "secret", "s3", "amount", 7L, "note", "hello");
    }

    private Answer find(String token, String... headers) {
        return get(token, "/data-types/" + type + "/records/" + record, headers);
    }

    @Test
    void hasEveryPropertyOfTheContract() {
        // when
        var answer = find(reader());

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames())
                .containsExactly(
                        "id",
                        "dataTypeId",
                        "memberId",
                        "externalId",
                        "assignmentTaskId",
                        "fieldValues",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.body().get("id").longValue()).isEqualTo(record);
        assertThat(answer.body().get("dataTypeId").longValue()).isEqualTo(type);
        assertThat(answer.body().get("memberId").longValue()).isEqualTo(MEMBER);
        assertThat(answer.body().get("externalId").stringValue()).isEqualTo("ext-1");
        assertThat(answer.body().get("assignmentTaskId").isNull()).isTrue();
        assertThat(answer.body().get("version").longValue()).isEqualTo(1);
        assertThat(answer.body().get("createdAt").stringValue()).endsWith("Z");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("Vary")).contains("Authorization");
    }

    @Test
    void showsValuesInTheOrderOfTheTypesFields() {
        assertThat(find(admin()).body().get("fieldValues").propertyNames()).containsExactly("note", "amount", "secret");
    }

    @Test
    void hidesAdminOnlyFieldsFromAllButAdmins() {
        assertThat(find(reader()).text()).doesNotContain("secret").doesNotContain("s3");
        assertThat(find(member()).text()).doesNotContain("secret").doesNotContain("s3");
        assertThat(find(admin()).body().get("fieldValues").get("secret").stringValue())
                .isEqualTo("s3");
    }

    @Test
    void showsWhatUpdatesLeft() {
        // when
        workspace.update(record, "note", "new");
        workspace.update(record, "amount", null);

        // then
        var answer = find(reader());
        assertThat(answer.body().get("fieldValues").toString()).isEqualTo("{\"note\":\"new\"}");
        assertThat(answer.body().get("version").longValue()).isEqualTo(3);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void keepsDecimalsExactly() {
        // given
        var long37 = new BigDecimal("12345678901234567890.12345678901234567");
        workspace.update(record, "note", long37, "amount", new BigDecimal("1.50"));

        // when
        var text = find(reader()).text();

        // then
        assertThat(text).contains("\"note\":12345678901234567890.12345678901234567,\"amount\":1.50}");
    }

    @Test
    void keepsWholeNumbersAndNestedJson() {
        // given
        workspace.update(record, "note", Map.of("a", new BigDecimal("0.10")), "amount", Long.MAX_VALUE);

        // then
        assertThat(find(reader()).text()).contains("\"note\":{\"a\":0.10},\"amount\":9223372036854775807}");
    }

    @Nested
    class AfterARevision {

        @Test
        void removedFieldsAreGone() {
            // when
            workspace.revise(type, field("note"));

            // then
            assertThat(find(admin()).body().get("fieldValues").toString()).isEqualTo("{\"note\":\"hello\"}");
        }

        @Test
        void aSlugAddedAgainIsANewFieldWithoutOldValues() {
            // when
            workspace.revise(type, field("amount"));
            workspace.revise(type, field("amount"), field("note").since(3));

            // then
            assertThat(find(reader()).body().get("fieldValues").toString()).isEqualTo("{\"amount\":7}");

            // when
            workspace.update(record, "note@3", "second life");

            // then
            assertThat(find(reader()).body().get("fieldValues").toString())
                    .isEqualTo("{\"amount\":7,\"note\":\"second life\"}");
        }

        @Test
        void aFieldMadeAdminOnlyIsHiddenAtOnce() {
            // when
            workspace.revise(type, adminOnly("note"), field("amount"));

            // then
            assertThat(find(reader()).text()).doesNotContain("note").doesNotContain("hello");
        }
    }

    @Nested
    class IfNoneMatch {

        @Test
        void is304ForTheSameVersion() {
            var answer = find(reader(), "If-None-Match", "W/\"9\", \"1\"");

            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.text()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        }

        @Test
        void is200ForAnotherVersion() {
            workspace.update(record, "note", "x");

            assertThat(find(reader(), "If-None-Match", "\"1\"").status()).isEqualTo(200);
        }

        @Test
        void is200OnceTheTypeWasRevised() {
            workspace.revise(type, field("note"));

            assertThat(find(reader(), "If-None-Match", "\"1\"").status()).isEqualTo(200);
        }

        @Test
        void is400WhenMalformed() {
            assertThat(find(reader(), "If-None-Match", "1").status()).isEqualTo(400);
        }
    }

    @Nested
    class Permission {

        @Test
        void whoMayReadAnyRecordReadsIt() {
            assertThat(find(nobody("records:read")).status()).isEqualTo(200);
            assertThat(find(nobody("records:write")).status()).isEqualTo(200);
            assertThat(find(nobody("records:admin")).status()).isEqualTo(200);
            assertThat(find(nobody("", "nurse")).status()).isEqualTo(200);
        }

        @Test
        void theOwnerReadsItWhereMembersMayReadTheirOwn() {
            assertThat(find(member()).status()).isEqualTo(200);
        }

        @Test
        void theOwnerWithoutReadAccessDoesNot() {
            // given
            type = workspace.define("diary", memberAccess(MemberAction.CREATE), field("note"));
            record = workspace.create(type, MEMBER, "note", "x");

            // then
            assertRecordNotFound(find(member()));
            assertThat(find(member("records:read")).status()).isEqualTo(200);
        }

        @Test
        void nobodyElseReadsIt() {
            assertRecordNotFound(find(TestTokens.token(workspace.id(), OTHER_MEMBER, "")));
            assertRecordNotFound(find(nobody("datatypes:admin")));
            assertRecordNotFound(find(nobody("", "doctor")));
        }

        @Test
        void anUnownedRecordIsNobodysOwn() {
            // given
            record = workspace.create(type, null, "note", "x");

            // then
            assertRecordNotFound(find(member()));
            assertRecordNotFound(find(nobody("")));
            assertThat(find(reader()).body().get("memberId").isNull()).isTrue();
        }
    }

    @Nested
    class Errors {

        @Test
        void noTokenIs401() {
            assertThat(find(null).status()).isEqualTo(401);
        }

        @Test
        void anotherWorkspaceIs403() {
            assertThat(find(TestTokens.token(UUID.randomUUID(), MEMBER, "records:admin"))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void anUnknownRecordIs404() {
            assertRecordNotFound(get(reader(), "/data-types/" + type + "/records/999999999"));
            assertRecordNotFound(get(reader(), "/data-types/" + type + "/records/" + type));
            assertRecordNotFound(get(reader(), "/data-types/" + type + "/records/abc"));
        }

        @Test
        void aRecordOfAnotherTypeIs404() {
            long other = workspace.define("other", field("note"));

            assertRecordNotFound(get(reader(), "/data-types/" + other + "/records/" + record));
        }

        @Test
        void anUnknownTypeIs404() {
            assertTypeNotFound(get(reader(), "/data-types/999999999/records/" + record));
            assertTypeNotFound(get(reader(), "/data-types/abc/records/" + record));
        }

        @Test
        void aTypeOfAnotherWorkspaceIs404() {
            var elsewhere = new io.datarecords.query.Workspace(log);
            long foreignType = elsewhere.define("visit", field("note"));
            long foreign = elsewhere.create(foreignType, MEMBER, "note", "x");

            assertTypeNotFound(get(admin(), "/data-types/" + foreignType + "/records/" + foreign));
            assertRecordNotFound(get(admin(), "/data-types/" + type + "/records/" + foreign));
        }

        @Test
        void aDeletedTypeIs404() {
            workspace.delete(record);
            workspace.deleteType(type);

            assertTypeNotFound(find(admin()));
        }

        @Test
        void aDeletedRecordIs404() {
            workspace.delete(record);

            assertRecordNotFound(find(admin()));
        }

        @Test
        void anUnknownParameterIs400() {
            var answer = get(reader(), "/data-types/" + type + "/records/" + record + "?verbose=true");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.pointer()).isEqualTo("verbose");
        }
    }

    private static void assertRecordNotFound(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("record-not-found");
    }

    private static void assertTypeNotFound(Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("data-type-not-found");
    }
}
