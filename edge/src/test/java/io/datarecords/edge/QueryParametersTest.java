package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Violation;
import io.datarecords.api.access.MemberAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class QueryParametersTest {

    @Test
    void readsEachKind() {
        var query = query("a=x%20y+z&n=7&f=true&t=2024-01-15T13:45:30%2B01:00&e=read&u=%C3%A9");
        assertThat(query.text("a")).isEqualTo("x y z");
        assertThat(query.id("n")).isEqualTo(7);
        assertThat(query.flag("f")).isTrue();
        assertThat(query.instant("t")).isEqualTo(Instant.parse("2024-01-15T12:45:30Z"));
        assertThat(query.oneOf(MemberAction.class, "e")).isEqualTo(MemberAction.READ);
        assertThat(query.text("u")).isEqualTo("é");
        query.finish();
    }

    @Test
    void readsSomeOfWhatIsExpected() {
        var expected = Set.of("read", "update", "delete");
        assertThat(query("a=update,read&a=update").someOf(expected, "a")).containsExactly("update", "read");
        assertThat(query("b=read").someOf(expected, "a")).isEmpty();
        for (var wrong : new String[] {"a=fly", "a=", "a=read,,update", "a=read,fly"}) {
            var query = query(wrong);
            query.someOf(expected, "a");
            assertThat(violations(query))
                    .as(wrong)
                    .containsExactly(new Violation("a", "choice", "must be some of: delete, read, update"));
        }
    }

    @Test
    void takesEitherSpellingButNotBoth() {
        assertThat(query("member_id=7").id("member_id", "memberId")).isEqualTo(7);
        assertThat(query("memberId=7").id("member_id", "memberId")).isEqualTo(7);
        var both = query("memberId=7&member_id=7");
        assertThat(both.id("member_id", "memberId")).isNull();
        assertThat(violations(both)).extracting(Violation::code).containsExactly("repeated");
    }

    @Test
    void reportsEverythingAtOnce() {
        var query = query("n=x&n2=1.0&f=yes&t=yesterday&e=fly&other=1&other=2");
        query.id("n");
        query.id("n2");
        query.flag("f");
        query.instant("t");
        query.oneOf(MemberAction.class, "e");
        assertThat(violations(query)).extracting(Violation::pointer).containsExactly("n", "n2", "f", "t", "e", "other");
    }

    @Test
    void givesWhatNobodyElseAskedFor() {
        var query = query("n=7&a[in]=1&b=x&a%5Bin%5D=2&c=%00");
        query.id("n");
        assertThat(query.others()).containsExactly(Map.entry("a[in]", List.of("1", "2")), Map.entry("b", List.of("x")));
        assertThat(violations(query)).extracting(Violation::pointer).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%ff", "%C3=1"})
    void refusesWhatIsNoPercentEncodedUtf8(String query) {
        assertThat(catchThrowableOfType(Rejected.class, () -> query(query))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-15T13:45%2B01:00",
                "2024-01-15T13:45:30",
                "2024-01-15",
                "2024-01-15T13:45:30%2B01",
                "2024-01-15T13:45:30%2B01:00:01",
                "2024-01-15T24:00:00Z",
                "2024-02-30T13:45:30Z",
                "%2B12024-01-15T13:45:30Z",
                "0000-01-15T13:45:30Z",
                "2024-01-15T13:45:30.0123456789Z",
                ""
            })
    void takesNoInstantThatRfc3339DoesNot(String text) {
        var query = query("t=" + text);
        assertThat(query.instant("t")).isNull();
        assertThat(violations(query))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("t", "type"));
    }

    @Test
    void namesTheQueryStringWhereNoParameterCanBeNamed() {
        var rejected = catchThrowableOfType(Rejected.class, () -> query("%C3=1"));
        assertThat(((Rejection.Invalid) rejected.rejection()).violations())
                .extracting(Violation::pointer)
                .containsExactly("?");
    }

    @Test
    void refusesNul() {
        var query = query("a=%00");
        assertThat(query.text("a")).isNull();
        assertThat(violations(query)).extracting(Violation::pointer).containsExactly("a");
    }

    @Nested
    class Pages extends EdgeTest {

        @Test
        void haveDefaults() {
            assertThat(get(BASE + "/list").body()).isEqualTo("{\"page\":1,\"pageSize\":50}");
            assertThat(get(BASE + "/list?page=3&page_size=1000").body()).isEqualTo("{\"page\":3,\"pageSize\":1000}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "page=0",
                    "page=-1",
                    "page=x",
                    "page=",
                    "pageSize=0",
                    "pageSize=1001",
                    "pageSize=99999999999",
                    "pageSize=5&page_size=5",
                    "page=1&page=1",
                    "unknown=1",
                    "weight[gt]=1",
                    "weight%5Bgt%5D=1",
                    "page=%ff"
                })
        void areNeverClamped(String query) throws Exception {
            assertProblem(get(BASE + "/list?" + query.replace("[", "%5B").replace("]", "%5D")), 400, "invalid");
        }
    }

    private static QueryParameters query(String query) {
        var request = new MockHttpServletRequest();
        request.setQueryString(query);
        return QueryParameters.of(request);
    }

    private static List<Violation> violations(QueryParameters query) {
        var rejected = catchThrowableOfType(Rejected.class, query::finish);
        return ((Rejection.Invalid) rejected.rejection()).violations();
    }
}
