package io.datarecords.query.record;

import static io.datarecords.query.Workspace.adminOnly;
import static io.datarecords.query.Workspace.field;
import static io.datarecords.query.Workspace.memberAccess;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.access.MemberAction;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordListTest extends QuerySideTest {

    private long type;
    private long first;
    private long second;
    private long third;

    @BeforeEach
    void threeRecords() {
        type = workspace.define("visit", field("note"), adminOnly("secret"));
        first = workspace.createExternal(type, MEMBER, "a/ä", "note", "1");
        second = workspace.create(type, OTHER_MEMBER, "note", "2", "secret", "s3");
        third = workspace.create(type, null, "note", "3");
        workspace.update(first, "note", "1b");
    }

    private Answer list(String token, String query) {
        return get(token, "/data-types/" + type + "/records" + query);
    }

    @Test
    void isNewestFirstWhenNothingIsSaid() {
        // when
        var answer = list(reader(), "");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames()).containsExactly("items", "total", "page", "pageSize");
        assertThat(answer.ids()).containsExactly(third, second, first);
        assertThat(answer.body().get("total").longValue()).isEqualTo(3);
        assertThat(answer.body().get("page").longValue()).isEqualTo(1);
        assertThat(answer.body().get("pageSize").longValue()).isEqualTo(50);
        assertThat(answer.body().get("items").get(2).get("fieldValues").toString())
                .isEqualTo("{\"note\":\"1b\"}");
    }

    @Test
    void isEmptyForATypeWithoutRecords() {
        type = workspace.define("empty", field("note"));

        assertThat(list(reader(), "").text()).isEqualTo("{\"items\":[],\"total\":0,\"page\":1,\"pageSize\":50}");
    }

    @Test
    void hidesAdminOnlyFields() {
        assertThat(list(reader(), "").text()).doesNotContain("secret").doesNotContain("s3");
        assertThat(list(admin(), "").text()).contains("\"secret\":\"s3\"");
    }

    @Test
    void leavesOutDeletedRecords() {
        workspace.delete(second);

        var answer = list(reader(), "");

        assertThat(answer.ids()).containsExactly(third, first);
        assertThat(answer.body().get("total").longValue()).isEqualTo(2);
    }

    @Nested
    class Sorting {

        @Test
        void byEachPropertyInEachDirection() {
            assertThat(list(reader(), "?sortBy=createdAt").ids()).containsExactly(first, second, third);
            assertThat(list(reader(), "?sortOrder=asc").ids()).containsExactly(first, second, third);
            assertThat(list(reader(), "?sortBy=createdAt&sortOrder=desc").ids()).containsExactly(third, second, first);
            assertThat(list(reader(), "?sortBy=updatedAt").ids()).containsExactly(second, third, first);
            assertThat(list(reader(), "?sortBy=updatedAt&sortOrder=desc").ids()).containsExactly(first, third, second);
            assertThat(list(reader(), "?sortBy=id").ids()).containsExactly(first, second, third);
            assertThat(list(reader(), "?sortBy=id&sortOrder=desc").ids()).containsExactly(third, second, first);
        }
    }

    @Nested
    class Paging {

        @Test
        void cutsTheListIntoPages() {
            assertThat(list(reader(), "?sortBy=id&pageSize=2").ids()).containsExactly(first, second);
            assertThat(list(reader(), "?sortBy=id&page=2&page_size=2").ids()).containsExactly(third);
            assertThat(list(reader(), "?sortBy=id&page=3&pageSize=2").text())
                    .isEqualTo("{\"items\":[],\"total\":3,\"page\":3,\"pageSize\":2}");
            assertThat(list(reader(), "?page=2147483647&pageSize=1000").status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "page=0",
                    "page=-1",
                    "page=x",
                    "page=",
                    "page=1.0",
                    "pageSize=0",
                    "pageSize=1001",
                    "page_size=1001",
                    "page=99999999999999999999"
                })
        void isNeverClamped(String query) {
            var answer = list(reader(), "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.pointer()).isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Nested
    class Filters {

        @Test
        void byOwner() {
            assertThat(list(reader(), "?memberId=" + MEMBER).ids()).containsExactly(first);
            assertThat(list(reader(), "?memberId=999").ids()).isEmpty();
            assertThat(list(reader(), "?memberId%5Bexists%5D=false").ids()).containsExactly(third);
            assertThat(list(reader(), "?memberId%5Bexists%5D=true").ids()).containsExactly(second, first);
            assertThat(list(reader(), "?memberId%5Bexists%5D=false&memberId=" + MEMBER)
                            .body()
                            .get("total")
                            .longValue())
                    .isZero();
        }

        @Test
        void byExternalId() {
            assertThat(list(reader(), "?externalId=a%2F%C3%A4").ids()).containsExactly(first);
            assertThat(list(reader(), "?externalId=A%2F%C3%A4").ids()).isEmpty();
            assertThat(list(reader(), "?externalId=%27%20or%201%3D1--").ids()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"memberId=x", "memberId%5Bexists%5D=maybe", "externalId=%00"})
        void malformedIs400(String query) {
            assertThat(list(reader(), "?" + query).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"nothing=1", "sortBy=nothing", "sortBy=memberId", "sortOrder=up", "search=", "cursor=x"})
        void whatIsNotKnownIs400(String query) {
            assertThat(list(admin(), "?" + query).status()).isEqualTo(400);
        }
    }

    @Nested
    class Permission {

        @Test
        void whoMayReadAnySeesAll() {
            assertThat(list(nobody("records:read"), "").ids()).hasSize(3);
            assertThat(list(nobody("", "nurse"), "").ids()).hasSize(3);
            assertThat(list(member("records:admin"), "").ids()).hasSize(3);
        }

        @Test
        void othersSeeOnlyTheirOwn() {
            assertThat(list(member(), "").ids()).containsExactly(first);
            assertThat(list(member(), "").body().get("total").longValue()).isEqualTo(1);
            assertThat(list(member("datatypes:admin", "doctor"), "").ids()).containsExactly(first);
        }

        @Test
        void filtersOpenNothing() {
            assertThat(list(member(), "?memberId=" + OTHER_MEMBER).ids()).isEmpty();
            assertThat(list(member(), "?memberId%5Bexists%5D=false").ids()).isEmpty();
        }

        @Test
        void aTokenWithoutMemberSeesNone() {
            assertThat(list(nobody(""), "").text()).isEqualTo("{\"items\":[],\"total\":0,\"page\":1,\"pageSize\":50}");
        }

        @Test
        void withoutReadAccessMembersSeeNone() {
            // given
            type = workspace.define("diary", memberAccess(MemberAction.CREATE), field("note"));
            workspace.create(type, MEMBER, "note", "x");

            // then
            assertThat(list(member(), "").ids()).isEmpty();
            assertThat(list(member("records:read"), "").ids()).hasSize(1);
        }
    }

    @Nested
    class Errors {

        @Test
        void anUnknownTypeIs404() {
            type = 999_999_999;

            assertThat(list(admin(), "").status()).isEqualTo(404);
            assertThat(get(admin(), "/data-types/abc/records").problem()).isEqualTo("data-type-not-found");
        }

        @Test
        void badParametersAreToldBeforeAnUnknownType() {
            type = 999_999_999;

            assertThat(list(admin(), "?page=0").status()).isEqualTo(400);
        }

        @Test
        void everyViolationIsToldAtOnce() {
            var answer = list(reader(), "?page=0&pageSize=0&sortOrder=x&memberId=x&note%5Blike%5D=1");

            assertThat(answer.body().get("errors").size()).isEqualTo(5);
        }
    }

    @Test
    void countsEqualTheListsOfManyPages() {
        // given
        LongStream.range(0, 120).forEach(i -> workspace.create(type, MEMBER, "note", "n" + i));

        // when
        var pages = LongStream.rangeClosed(1, 5)
                .mapToObj(page -> list(reader(), "?sortBy=createdAt&pageSize=25&page=" + page))
                .toList();

        // then
        assertThat(pages)
                .allSatisfy(
                        page -> assertThat(page.body().get("total").longValue()).isEqualTo(123));
        assertThat(pages.stream().flatMap(page -> page.ids().stream()))
                .hasSize(123)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}
