package io.datarecords.standalone.contract;

import static io.datarecords.standalone.Client.encoded;
import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.contract.Expectations.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.Client;
import io.datarecords.standalone.SharedService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2, Lists, and section 5 on sorting, search and operators. */
class ListsIT {

    private final Client manager = Client.manager();

    @Nested
    class Pages {

        private final String type = manager.define("note", field("n", "integer"));
        private final String records = type + "/records";

        @BeforeEach
        void fill() {
            IntStream.rangeClosed(1, 5).forEach(n -> manager.create(type, "n", n));
        }

        @Test
        void saySizeTotalAndItems() {
            var list = expect(200, manager.get(records + "?sortBy=n&page=2&pageSize=2"));
            assertThat(list.items("/fieldValues/n")).containsExactly("3", "4");
            assertThat(List.of(list.at("/total"), list.at("/page"), list.at("/pageSize")))
                    .containsExactly("5", "2", "2");
            assertThat(list.json().propertyNames())
                    .containsExactlyInAnyOrder("items", "total", "page", "pageSize", "nextCursor");
        }

        @Test
        void beginAt1AndHave50ItemsIfNothingIsSaid() {
            var list = expect(200, manager.get(records));
            assertThat(List.of(list.at("/page"), list.at("/pageSize"))).containsExactly("1", "50");
        }

        @Test
        void haveAtMost1000Items() {
            expect(200, manager.get(records + "?pageSize=1000"));
            expect(400, manager.get(records + "?pageSize=1001"));
        }

        @Test
        void takePageSizeInBothSpellings() {
            assertThat(expect(200, manager.get(records + "?page_size=2")).items("/id"))
                    .hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "page=0",
                    "page=-1",
                    "page=x",
                    "page=1.5",
                    "page=",
                    "page=99999999999999999999",
                    "pageSize=0",
                    "pageSize=-5",
                    "pageSize=x",
                    "page_size=1001",
                    "page=1&page=2",
                    "pageSize=1&page_size=2"
                })
        void outOfRangeAre400AndNeverClamped(String query) {
            expect(400, manager.get(records + "?" + query));
        }

        @Test
        void beyondTheEndAreEmpty() {
            var list = expect(200, manager.get(records + "?page=9"));
            assertThat(list.at("/items")).isEqualTo("[]");
            assertThat(list.at("/total")).isEqualTo("5");
            assertThat(list.json().has("nextCursor")).isFalse();
        }

        @Test
        void haveANextCursorWheneverMoreFollows() {
            assertThat(manager.get(records + "?pageSize=4").json().has("nextCursor"))
                    .isTrue();
            assertThat(manager.get(records + "?pageSize=5").json().has("nextCursor"))
                    .isFalse();
            assertThat(manager.get(records + "?pageSize=3&page=2").json().has("nextCursor"))
                    .isFalse();
        }
    }

    @Nested
    class Cursors {

        private final String type = manager.define(
                "note", field("n", "integer"), field("t", "text", "shouldIndex", true), field("d", "number"));
        private final String records = type + "/records";

        /** Eleven records with ties and absent values. */
        @BeforeEach
        void fill() {
            for (int n = 0; n < 11; n++) {
                manager.create(
                        type, "n", n % 4 == 3 ? null : n % 4, "t", n % 3 == 2 ? null : "t" + n % 2, "d", n % 5 + 0.5);
            }
        }

        private List<String> walk(String query, int size) {
            var ids = new ArrayList<String>();
            var page = expect(200, manager.get(records + "?" + query + "&pageSize=" + size));
            while (true) {
                ids.addAll(page.items("/id"));
                assertThat(page.at("/total")).isEqualTo("11");
                if (!page.json().has("nextCursor")) {
                    return ids;
                }
                assertThat(page.items("/id")).hasSize(size);
                var cursor = page.at("/nextCursor");
                assertThat(cursor).matches("[A-Za-z0-9._~-]+");
                page = expect(200, manager.get(records + "?" + query + "&pageSize=" + size + "&cursor=" + cursor));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sortOrder=asc",
                    "sortBy=id",
                    "sortBy=id&sortOrder=desc",
                    "sortBy=createdAt",
                    "sortBy=updatedAt&sortOrder=desc",
                    "sortBy=n",
                    "sortBy=n&sortOrder=desc",
                    "sortBy=t",
                    "sortBy=t&sortOrder=desc",
                    "sortBy=d",
                    "sortBy=d&sortOrder=desc"
                })
        void walkThroughEveryRecordOnceInTheOrderOfPages(String query) {
            var whole = manager.get(records + "?" + query).items("/id");
            assertThat(whole).hasSize(11);
            for (int size : List.of(1, 3, 5)) {
                assertThat(walk(query, size)).isEqualTo(whole);
            }
        }

        @Test
        void goOnFromAPageToo() {
            var second = manager.get(records + "?sortBy=id&page=2&pageSize=4");
            var third = manager.get(records + "?sortBy=id&pageSize=4&cursor=" + second.at("/nextCursor"));
            assertThat(expect(200, third).items("/id"))
                    .isEqualTo(manager.get(records + "?sortBy=id&page=3&pageSize=4")
                            .items("/id"));
        }

        @Test
        void skipNothingAndRepeatNothingWhenRecordsComeAndGo() {
            var ids = manager.get(records + "?sortBy=id").items("/id");
            var first = manager.get(records + "?sortBy=id&pageSize=4");
            manager.delete(records + "/" + ids.get(3));
            manager.delete(records + "/" + ids.get(0));
            manager.create(type, "n", 100);
            var second = manager.get(records + "?sortBy=id&pageSize=4&cursor=" + first.at("/nextCursor"));
            assertThat(second.items("/id")).isEqualTo(ids.subList(4, 8));
        }

        @Test
        void carryTheTotalOfTheWalksFirstPage() {
            var first = manager.get(records + "?sortBy=id&pageSize=4");
            manager.create(type, "n", 100);
            assertThat(manager.get(records + "?sortBy=id&pageSize=4&cursor=" + first.at("/nextCursor"))
                            .at("/total"))
                    .isEqualTo("11");
        }

        @Test
        void withAnotherQueryAre400() {
            var cursor =
                    manager.get(records + "?sortBy=n&n%5Bgte%5D=0&pageSize=2").at("/nextCursor");
            expect(200, manager.get(records + "?sortBy=n&n%5Bgte%5D=0&pageSize=2&cursor=" + cursor));
            for (var other : List.of(
                    "sortBy=n",
                    "sortBy=t&n%5Bgte%5D=0",
                    "sortBy=n&sortOrder=desc&n%5Bgte%5D=0",
                    "sortBy=n&n%5Bgte%5D=1",
                    "sortBy=n&n%5Bgt%5D=0",
                    "sortBy=n&n%5Bgte%5D=0&t=t1",
                    "sortBy=n&n%5Bgte%5D=0&search=a")) {
                expect(400, manager.get(records + "?" + other + "&pageSize=2&cursor=" + cursor));
            }
        }

        @Test
        void ofAnotherTypeAre400() {
            var cursor = manager.get(records + "?sortBy=id&pageSize=2").at("/nextCursor");
            var other = manager.define("other");
            expect(400, manager.get(other + "/records?sortBy=id&pageSize=2&cursor=" + cursor));
        }

        @Test
        void togetherWithPageAre400() {
            var cursor = manager.get(records + "?pageSize=2").at("/nextCursor");
            expect(400, manager.get(records + "?pageSize=2&page=1&cursor=" + cursor));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "AAAA", "%00", "e30", "eyJ0b3RhbCI6MX0"})
        void thatAreMadeUpAre400(String cursor) {
            expect(400, manager.get(records + "?cursor=" + cursor));
        }
    }

    @Nested
    class Sorting {

        private final String type =
                manager.define("note", field("t", "text"), field("n", "integer"), field("d", "number"));
        private final String records = type + "/records";

        private List<String> sorted(String query, String pointer) {
            return expect(200, manager.get(records + "?" + query)).items(pointer);
        }

        @Test
        void isByCreatedAtDescendingWhenNothingIsSaid() {
            for (int n = 0; n < 3; n++) {
                manager.create(type, "n", n);
            }
            assertThat(sorted("", "/fieldValues/n")).containsExactly("2", "1", "0");
        }

        @Test
        void isAscendingWhenASortIsNamed() {
            for (int n : List.of(2, 10, 1)) {
                manager.create(type, "n", n);
            }
            assertThat(sorted("sortBy=n", "/fieldValues/n")).containsExactly("1", "2", "10");
            assertThat(sorted("sortBy=createdAt", "/fieldValues/n")).containsExactly("2", "10", "1");
            assertThat(sorted("sortBy=id", "/fieldValues/n")).containsExactly("2", "10", "1");
            assertThat(sorted("sortBy=n&sortOrder=desc", "/fieldValues/n")).containsExactly("10", "2", "1");
            assertThat(sorted("sortBy=id&sortOrder=desc", "/fieldValues/n")).containsExactly("1", "10", "2");
        }

        @Test
        void byUpdatedAtFollowsTheLastChange() {
            var first = manager.create(type, "n", 1);
            manager.create(type, "n", 2);
            manager.put(first, set("n", 3));
            assertThat(sorted("sortBy=updatedAt", "/fieldValues/n")).containsExactly("2", "3");
            assertThat(sorted("sortBy=updatedAt&sortOrder=desc", "/fieldValues/n"))
                    .containsExactly("3", "2");
        }

        @Test
        void putsAbsentValuesLastBothWays() {
            manager.create(type, "t", "absent");
            manager.create(type, "n", 1);
            manager.create(type, "n", 2);
            assertThat(sorted("sortBy=n", "/fieldValues/n")).containsExactly("1", "2", "");
            assertThat(sorted("sortBy=n&sortOrder=desc", "/fieldValues/n")).containsExactly("2", "1", "");
        }

        @Test
        void breaksTiesByIdInTheSameDirection() {
            var ids = IntStream.range(0, 4)
                    .mapToObj(i -> manager.create(type, "n", i / 2).replaceFirst(".*/", ""))
                    .toList();
            assertThat(sorted("sortBy=n", "/id")).isEqualTo(ids);
            assertThat(sorted("sortBy=n&sortOrder=desc", "/id")).isEqualTo(ids.reversed());
        }

        @Test
        void isByCodePointForText() {
            for (var text : List.of("a", "B", "b", "A", "ä", "\uD83D\uDE00", "\uFF5E", "", "10", "9")) {
                manager.create(type, "t", text);
            }
            assertThat(sorted("sortBy=t", "/fieldValues/t"))
                    .containsExactly("", "10", "9", "A", "B", "a", "b", "ä", "\uFF5E", "\uD83D\uDE00");
        }

        @Test
        void isByValueForNumbersHoweverLong() {
            for (var number :
                    List.of("1e3", "-5", "999.5", "0.1", "12345678901234567890.5", "12345678901234567890.25")) {
                expect(201, manager.post(records, "{\"fieldValues\":{\"d\":" + number + "}}"));
            }
            assertThat(sorted("sortBy=d", "/fieldValues/d"))
                    .startsWith("-5", "0.1", "999.5", "1000")
                    .hasSize(6);
            var sorted = manager.get(records + "?sortBy=d&pageSize=1000").body();
            assertThat(sorted.indexOf("12345678901234567890.25"))
                    .isPositive()
                    .isLessThan(sorted.indexOf("12345678901234567890.5"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"sortBy=nosuch", "sortBy=", "sortBy=version", "sortBy=n&sortOrder=up", "sortBy=n&sortBy=t"})
        void byWhatIsUnknownIs400(String query) {
            expect(400, manager.get(records + "?" + query));
        }
    }

    @Nested
    class Search {

        private final String type = manager.define(
                "note", field("t", "text"), field("l", "long_text"), field("n", "integer"), field("later", "text"));
        private final String records = type + "/records";

        @BeforeEach
        void fill() {
            manager.create(type, "t", "Acute bronchitis", "l", "The patient coughs at night.", "n", 17);
            manager.create(type, "t", "Bronchial asthma", "l", "wheezing, coughing");
            manager.create(type, "t", "Fracture", "l", "of the left arm");
        }

        private int found(String words) {
            return Integer.parseInt(expect(200, manager.get(records + "?search=" + encoded(words)))
                    .at("/total"));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "bronchitis, 1",
            "bronch, 2",
            "BRONCH, 2",
            "cough, 2",
            "ough, 0",
            "acute cough, 1",
            "cough acute, 1",
            "acute arm, 0",
            "bron wheez, 1",
            "the, 2",
            "'night.', 1",
            "nosuchword, 0",
            "left-arm, 1"
        })
        void findsWhereAllWordsOccurByPrefix(String words, int found) {
            assertThat(found(words)).isEqualTo(found);
        }

        @Test
        void looksAtTextFieldsOnly() {
            assertThat(found("17")).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"'", "a & b", "!x", "a:*", "(", "\\", "<->", "\"", "a | b", "%", "''", "a'b", "::", "***"})
        void takesNoCharacterForAnOperator(String words) {
            expect(200, manager.get(records + "?search=" + encoded(words)));
            assertThat(found("acute | fracture")).isZero();
        }

        @Test
        void followsChangesAtOnce() {
            var record = manager.create(type, "t", "zebra");
            assertThat(found("zebra")).isEqualTo(1);
            manager.put(record, set("t", "horse"));
            assertThat(found("zebra")).isZero();
            assertThat(found("horse")).isEqualTo(1);
            manager.delete(record);
            assertThat(found("horse")).isZero();
        }

        @Test
        void doesNotFindWhatStandsInARemovedField() {
            manager.create(type, "later", "vanishing");
            manager.put(type, object("fields", List.of(field("t", "text"))));
            assertThat(found("vanishing")).isZero();
            assertThat(found("acute")).isEqualTo(1);
        }

        @Test
        void goesWithFiltersSortsAndPages() {
            var list = expect(200, manager.get(records + "?search=cough&n%5Bexists%5D=true&sortBy=t&pageSize=1"));
            assertThat(list.at("/total")).isEqualTo("1");
        }
    }

    @Nested
    class Filters {

        private final String type = manager.define("note", field("a", "integer"), field("b", "text"));
        private final String records = type + "/records";

        @BeforeEach
        void fill() {
            manager.createWith(
                    type, object("fieldValues", object("a", 1, "b", "x"), "memberId", 7, "externalId", "e1"));
            manager.createWith(
                    type, object("fieldValues", object("a", 2, "b", "x"), "memberId", 8, "externalId", "e2"));
            manager.createWith(type, object("fieldValues", object("a", 3), "memberId", null));
        }

        private List<String> found(String query) {
            return expect(200, manager.get(records + "?sortBy=id&" + query)).items("/fieldValues/a");
        }

        @Test
        void areByMember() {
            assertThat(found("memberId=7")).containsExactly("1");
            assertThat(found("memberId=99")).isEmpty();
        }

        @Test
        void byMemberFindTheUnownedWithExistsFalse() {
            assertThat(found("memberId%5Bexists%5D=false")).containsExactly("3");
            assertThat(found("memberId%5Bexists%5D=true")).containsExactly("1", "2");
        }

        @Test
        void areByExternalId() {
            assertThat(found("externalId=e2")).containsExactly("2");
            assertThat(found("externalId=E2")).isEmpty();
        }

        @Test
        void areByAFieldsValue() {
            assertThat(found("a=2")).containsExactly("2");
            assertThat(found("b=x")).containsExactly("1", "2");
        }

        @Test
        void allHoldAtOnce() {
            assertThat(found("b=x&a%5Bgt%5D=1")).containsExactly("2");
            assertThat(found("b=x&a%5Bgt%5D=1&memberId=7")).isEmpty();
            assertThat(found("a%5Bgte%5D=2&a%5Blt%5D=3")).containsExactly("2");
            assertThat(found("a=1&a=2")).isEmpty();
        }

        @Test
        void haveSquareBracketsRawOrEncoded() {
            assertThat(found("a%5Bgt%5D=1")).containsExactly("2", "3");
            assertThat(found("a%5bgt%5d=1")).containsExactly("2", "3");
            try (var wire = new Wire(SharedService.get().port())) {
                var reply = wire.get(manager.base() + records + "?sortBy=id&a[gt]=2", manager.token());
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).contains("\"a\":3").doesNotContain("\"a\":1", "\"a\":2");
            }
        }

        @Test
        void areByTheTimesOfTheRecord() {
            var middle = manager.get(records + "?sortBy=id").items("/createdAt").get(1);
            assertThat(found("createdAt%5Bgt%5D=" + middle)).containsExactly("3");
            assertThat(found("createdAt%5Bgte%5D=" + middle)).containsExactly("2", "3");
            assertThat(found("createdAt%5Blt%5D=" + middle)).containsExactly("1");
            assertThat(found("updatedAt%5Blte%5D=" + middle)).containsExactly("1", "2");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nosuch=1",
                    "nosuch%5Beq%5D=1",
                    "a%5Bnear%5D=1",
                    "a%5Bgt=1",
                    "a%5B%5D=1",
                    "a=x",
                    "a=1.5",
                    "a%5Bgt%5D=",
                    "a%5Bexists%5D=maybe",
                    "memberId=x",
                    "createdAt%5Bgt%5D=yesterday",
                    "a%5Bcontains%5D=1",
                    "b%5Bgt%5D=x",
                    "b=%00",
                    "Id%5Beq%5D=1"
                })
        void thatAreUnknownOrOfTheWrongTypeAre400(String query) {
            expect(400, manager.get(records + "?" + query));
        }

        @Test
        void byARemovedFieldAre400() {
            manager.put(type, object("fields", List.of(field("a", "integer"))));
            expect(400, manager.get(records + "?b=x"));
            expect(400, manager.get(records + "?sortBy=b"));
        }

        @Test
        void byAFieldAddedAgainDoNotFindOldValues() {
            manager.put(type, object("fields", List.of(field("a", "integer"))));
            manager.put(
                    type, object("fields", List.of(field("a", "integer"), field("b", "text", "shouldIndex", true))));
            assertThat(found("b=x")).isEmpty();
            assertThat(found("b%5Bexists%5D=false")).containsExactly("1", "2", "3");
        }

        @Test
        void byAFieldThatIsIndexedLaterFindTheSame() {
            manager.put(
                    type,
                    object(
                            "fields",
                            List.of(
                                    field("a", "integer", "shouldIndex", true),
                                    field("b", "text", "shouldIndex", true))));
            assertThat(found("a%5Bgt%5D=1")).containsExactly("2", "3");
            assertThat(found("b=x")).containsExactly("1", "2");
            assertThat(found("b%5Bne%5D=x")).containsExactly("3");
            manager.create(type, "a", 4, "b", "x");
            assertThat(found("b=x")).containsExactly("1", "2", "4");
        }

        @Test
        void followUpdatesAndDeletionsAtOnce() {
            var record = manager.create(type, "a", 50);
            for (int a = 51; a < 60; a++) {
                manager.put(record, set("a", a));
                assertThat(found("a=" + a)).hasSize(1);
                assertThat(found("a=" + (a - 1))).isEmpty();
            }
            manager.delete(record);
            assertThat(found("a=59")).isEmpty();
        }
    }
}
