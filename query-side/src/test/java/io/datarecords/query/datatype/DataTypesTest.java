package io.datarecords.query.datatype;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static io.datarecords.query.Workspace.memberAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import io.datarecords.query.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypesTest extends QuerySideTest {

    private long beta;
    private long alpha;
    private long gamma;

    @BeforeEach
    void threeTypes() {
        beta = workspace.define("beta", field("note"), adminOnly("secret"));
        alpha = workspace.define("alpha", field("note"));
        gamma = workspace.define("gamma", field("note"));
        workspace.archive(beta);
    }

    private String typeReader() {
        return nobody("datatypes:read");
    }

    private Answer list(String query) {
        return get(typeReader(), "/data-types" + query);
    }

    @Nested
    class List {

        @Test
        void isNewestFirstAndHasArchivedTypesToo() {
            var answer = list("");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().isArray()).isTrue();
            assertThat(answer.ids()).containsExactly(gamma, alpha, beta);
        }

        @Test
        void filtersByArchived() {
            assertThat(list("?archived=true").ids()).containsExactly(beta);
            assertThat(list("?archived=false").ids()).containsExactly(gamma, alpha);
        }

        @Test
        void sortsByEachProperty() {
            assertThat(list("?sortBy=name").ids()).containsExactly(alpha, beta, gamma);
            assertThat(list("?sortBy=slug&sortOrder=desc").ids()).containsExactly(gamma, beta, alpha);
            assertThat(list("?sortBy=createdAt").ids()).containsExactly(beta, alpha, gamma);
            assertThat(list("?sortBy=updatedAt&sortOrder=desc").ids()).containsExactly(beta, gamma, alpha);
            assertThat(list("?sortBy=id").ids()).containsExactly(beta, alpha, gamma);
            assertThat(list("?sortOrder=asc").ids()).containsExactly(beta, alpha, gamma);
        }

        @Test
        void breaksTiesByIdInTheSameDirection() {
            // given
            long first = workspace.define("one", field("note"));
            long second = workspace.define("two", field("note"));
            for (long type : new long[] {second, first}) {
                log.append(new DataTypeRevised(
                        workspace.id(),
                        type,
                        type == first ? "one" : "two",
                        "Same",
                        null,
                        java.util.List.of(),
                        memberAccess(),
                        Workspace.ACTOR));
            }

            // then
            assertThat(list("?sortBy=name").ids()).containsExactly(first, second, alpha, beta, gamma);
            assertThat(list("?sortBy=name&sortOrder=desc").ids()).containsExactly(gamma, beta, alpha, second, first);
        }

        @Test
        void sortsTextByCodePoint() {
            // given
            for (var slug : new String[] {"z_type", "a_type"}) {
                workspace.define(slug, field("note"));
            }

            // then
            assertThat(list("?sortBy=slug").body())
                    .map(type -> type.get("slug").stringValue())
                    .containsExactly("a_type", "alpha", "beta", "gamma", "z_type");
        }

        @Test
        void leavesOutDeletedTypesAndThoseOfOtherWorkspaces() {
            // given
            new Workspace(log).define("delta", field("note"));
            workspace.deleteType(gamma);

            // then
            assertThat(list("").ids()).containsExactly(alpha, beta);
        }

        @Test
        void countsRecords() {
            // given
            workspace.create(gamma, MEMBER, "note", "x");
            workspace.delete(workspace.create(gamma, null, "note", "y"));

            // then
            assertThat(list("").body().get(0).get("recordCount").longValue()).isEqualTo(1);
            assertThat(list("").body().get(1).get("recordCount").longValue()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"archived=yes", "sortBy=description", "sortOrder=up", "page=1", "archived=true&archived=true"
                })
        void badParametersAre400(String query) {
            assertThat(list("?" + query).status()).isEqualTo(400);
        }

        @Test
        void needsToReadDataTypes() {
            assertThat(get(member("records:admin", "nurse"), "/data-types").status())
                    .isEqualTo(403);
            assertThat(get(member("datatypes:write"), "/data-types").status()).isEqualTo(200);
            assertThat(get(null, "/data-types").status()).isEqualTo(401);
        }
    }

    @Nested
    class One {

        @Test
        void hasEveryPropertyOfTheContract() {
            // when
            var answer = get(typeReader(), "/data-types/" + beta);

            // then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().propertyNames())
                    .containsExactly(
                            "id",
                            "name",
                            "slug",
                            "description",
                            "isCollection",
                            "archived",
                            "version",
                            "recordCount",
                            "fields",
                            "grants",
                            "memberAccess",
                            "createdAt",
                            "updatedAt");
            assertThat(answer.body().get("archived").booleanValue()).isTrue();
            assertThat(answer.body().get("fields").get(1).get("isAdminOnly").booleanValue())
                    .isTrue();
            assertThat(answer.body().get("grants").toString())
                    .isEqualTo("[{\"role\":\"nurse\",\"actions\":[\"list_all\"]}]");
            assertThat(answer.body().get("memberAccess").toString()).isEqualTo("[\"create\",\"read\",\"update\"]");
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        }

        @Test
        void isFoundBySlugToo() {
            assertThat(get(typeReader(), "/data-types/slug/beta").body())
                    .isEqualTo(get(typeReader(), "/data-types/" + beta).body());
        }

        @ParameterizedTest
        @ValueSource(strings = {"records", "changes", "slug"})
        void isFoundBySlugsThatLookLikePaths(String slug) {
            long type = workspace.define(slug, field("note"));

            assertThat(get(typeReader(), "/data-types/slug/" + slug)
                            .body()
                            .get("id")
                            .longValue())
                    .isEqualTo(type);
        }

        @Test
        void showsRevisionsAtOnce() {
            // when
            workspace.revise(alpha, field("first"), field("note"));

            // then
            var body = get(typeReader(), "/data-types/" + alpha).body();
            assertThat(body.get("fields").get(0).get("slug").stringValue()).isEqualTo("first");
            assertThat(body.get("version").longValue()).isEqualTo(2);
        }

        @Test
        void needsToReadDataTypes() {
            assertThat(get(member("records:admin"), "/data-types/" + beta).status())
                    .isEqualTo(403);
            assertThat(get(member("records:admin"), "/data-types/slug/beta").status())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"999999999", "abc", "0", "slug/delta", "slug/Alpha"})
        void unknownIs404(String path) {
            assertThat(get(typeReader(), "/data-types/" + path).status()).isEqualTo(404);
        }

        @Test
        void deletedIs404AndItsSlugFreeAgain() {
            // when
            workspace.deleteType(alpha);

            // then
            assertThat(get(typeReader(), "/data-types/" + alpha).problem()).isEqualTo("data-type-not-found");
            assertThat(get(typeReader(), "/data-types/slug/alpha").status()).isEqualTo(404);

            // when
            long again = workspace.define("alpha", field("note"));

            // then
            assertThat(get(typeReader(), "/data-types/slug/alpha")
                            .body()
                            .get("id")
                            .longValue())
                    .isEqualTo(again);
        }

        @Test
        void ofAnotherWorkspaceIs404() {
            long foreign = new io.datarecords.query.Workspace(log).define("delta", field("note"));

            assertThat(get(typeReader(), "/data-types/" + foreign).status()).isEqualTo(404);
            assertThat(get(typeReader(), "/data-types/slug/delta").status()).isEqualTo(404);
        }

        @Test
        void unknownParametersAre400() {
            assertThat(get(typeReader(), "/data-types/" + beta + "?full=true").status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class IfNoneMatch {

        private Answer alphaUnless(String tag) {
            return get(typeReader(), "/data-types/" + alpha, "If-None-Match", tag);
        }

        @Test
        void is304WhileTheVersionIsKnownAndNoRecordCameOrWent() {
            for (var path : new String[] {"/data-types/" + beta, "/data-types/slug/beta"}) {
                for (var tag : new String[] {"\"2\"", "W/\"2\"", "\"9\", \"2\"", "*"}) {
                    var answer = get(typeReader(), path, "If-None-Match", tag);

                    assertThat(answer.status()).as(tag).isEqualTo(304);
                    assertThat(answer.text()).isEmpty();
                    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
                }
            }
        }

        @Test
        void is200ForAnotherVersion() {
            assertThat(get(typeReader(), "/data-types/" + beta, "If-None-Match", "\"1\"")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void is200OnceARecordCame() {
            workspace.create(alpha, MEMBER, "note", "x");

            assertThat(alphaUnless("\"1\"").status()).isEqualTo(200);
        }

        @Test
        void is200OnceARecordWentSinceTheVersion() {
            // given
            long record = workspace.create(alpha, MEMBER, "note", "x");
            workspace.revise(alpha, field("note"));
            workspace.delete(record);

            // then
            assertThat(alphaUnless("\"2\"").status()).isEqualTo(200);
        }

        @Test
        void is304AgainAfterARevisionWhateverRecordsAreUpdated() {
            // given
            long record = workspace.create(alpha, MEMBER, "note", "x");
            workspace.revise(alpha, field("note"));
            workspace.update(record, "note", "y");

            // then
            assertThat(alphaUnless("\"2\"").status()).isEqualTo(304);
        }

        @Test
        void is400WhenMalformedAndNothingToWhoMayNotRead() {
            assertThat(alphaUnless("1").status()).isEqualTo(400);
            assertThat(get(member(), "/data-types/" + alpha, "If-None-Match", "*")
                            .status())
                    .isEqualTo(403);
            assertThat(get(typeReader(), "/data-types/0", "If-None-Match", "*").status())
                    .isEqualTo(404);
        }
    }
}
