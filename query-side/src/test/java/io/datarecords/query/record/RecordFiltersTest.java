package io.datarecords.query.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.query.Answer;
import io.datarecords.query.QuerySideTest;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFiltersTest extends QuerySideTest {

    private static final List<String> TYPES = List.of(
            "text",
            "long_text",
            "email",
            "url",
            "phone",
            "select",
            "integer",
            "number",
            "boolean",
            "date",
            "time",
            "datetime",
            "record",
            "member",
            "multi_select",
            "json");

    private long type;

    private Answer list(String token, String query) {
        return get(token, "/data-types/" + type + "/records" + query);
    }

    private static FieldDefinition field(String slug, String fieldType, boolean shouldIndex, boolean isAdminOnly) {
        return new FieldDefinition(
                slug, slug, fieldType, false, shouldIndex, isAdminOnly, false, null, List.of(), Map.of(), 1);
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @Nested
    class Operators {

        /** Three records of a type with a field of every type; the last one has no values. */
        private long[] three(boolean indexed) {
            type = workspace.define(
                    "all_" + indexed,
                    TYPES.stream()
                            .map(name -> field(name, name, indexed, false))
                            .toArray(FieldDefinition[]::new));
            return new long[] {
                workspace.create(
                        type,
                        null,
                        "text",
                        "Anna_50%",
                        "long_text",
                        "x'\\",
                        "email",
                        "a@b.c",
                        "url",
                        "http://a",
                        "phone",
                        "+1",
                        "select",
                        "low",
                        "integer",
                        3L,
                        "number",
                        new BigDecimal("1.50"),
                        "boolean",
                        true,
                        "date",
                        "2024-01-15",
                        "time",
                        "13:45",
                        "datetime",
                        "2024-01-15T13:45:30Z",
                        "record",
                        7L,
                        "member",
                        9L,
                        "multi_select",
                        List.of("a", "b"),
                        "json",
                        List.of(1L)),
                workspace.create(
                        type,
                        null,
                        "text",
                        "hannah",
                        "long_text",
                        "y",
                        "email",
                        "c@d.e",
                        "url",
                        "http://b",
                        "phone",
                        "+2",
                        "select",
                        "high",
                        "integer",
                        -4L,
                        "number",
                        new BigDecimal("20"),
                        "boolean",
                        false,
                        "date",
                        "2023-12-31",
                        "time",
                        "13:45:01",
                        "datetime",
                        "2024-01-15T13:45:30.000000001Z",
                        "record",
                        8L,
                        "member",
                        10L,
                        "multi_select",
                        List.of("b", "c"),
                        "json",
                        Map.of()),
                workspace.create(type, null)
            };
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                text=Anna_50%                               | 1
                text[eq]=anna_50%                           |
                text[ne]=hannah                             | 1 3
                text[in]=hannah&text[in]=Anna_50%           | 1 2
                text[contains]=ANNA                         | 1 2
                text[contains]=_                            | 1
                text[contains]=0%                           | 1
                text[startsWith]=an                         | 1
                text[startsWith]=a_n                        |
                text[exists]=true                           | 1 2
                text[exists]=false                          | 3
                long_text=x'\\                              | 1
                long_text[contains]=\\                      | 1
                email[contains]=D.                          | 2
                url[startsWith]=HTTP                        | 1 2
                phone=+2                                    | 2
                select=low                                  | 1
                select[ne]=low                              | 2 3
                select[in]=low&select[in]=none              | 1
                select[exists]=false                        | 3
                integer=3                                   | 1
                integer[gt]=-4                              | 1
                integer[gte]=-4                             | 1 2
                integer[lt]=3                               | 2
                integer[gte]=-4&integer[lt]=3               | 2
                integer[exists]=true                        | 1 2
                number=1.5000                               | 1
                number=15e-1                                | 1
                number[gt]=1.5                              | 2
                number[lte]=20.0                            | 1 2
                number[in]=2E+1&number[in]=9                | 2
                number[ne]=20.00                            | 1 3
                boolean=true                                | 1
                boolean[ne]=true                            | 2 3
                date=2024-01-15                             | 1
                date[lt]=2024-01-01                         | 2
                date[gte]=2023-12-31                        | 1 2
                time=13:45:00                               | 1
                time=13:45                                  | 1
                time[gt]=13:45                              | 2
                datetime=2024-01-15T14:45:30+01:00          | 1
                datetime[gt]=2024-01-15T13:45:30Z           | 2
                datetime[lte]=2024-01-15T13:45:30.000000000Z| 1
                record=7                                    | 1
                record[in]=7&record[in]=8                   | 1 2
                member[ne]=9                                | 2 3
                multi_select[contains]=b                    | 1 2
                multi_select[contains]=c                    | 2
                multi_select[contains]=b&multi_select[contains]=a | 1
                multi_select[contains]=c&multi_select[contains]=a |
                multi_select[exists]=false                  | 3
                text[contains]=n&integer[gt]=0&boolean=true | 1
                select=low&integer=3                        | 1
                select=high&integer=3                       |
                externalId[exists]=true&integer=3           |
                integer=3&externalId[exists]=true           |
                integer[exists]=false&integer=3             |
                integer=3&integer[exists]=true              | 1
                createdAt=2024-01-01T00:00:00.123456789Z&integer=3 |
                """)
        void findWhatHolds(String query, String expected) {
            for (boolean indexed : new boolean[] {true, false}) {
                long[] ids = three(indexed);

                var answer = list(reader(), "?sortBy=id&" + encodedValues(query));

                var found = Arrays.stream(expected == null ? new String[0] : expected.split(" "))
                        .map(number -> ids[Integer.parseInt(number) - 1])
                        .toList();
                assertThat(answer.ids())
                        .as("%s, indexed: %s, %s", query, indexed, answer.text())
                        .isEqualTo(found);
                assertThat(answer.body().get("total").intValue()).isEqualTo(found.size());
            }
        }

        private static String encodedValues(String query) {
            return Arrays.stream(query.split("&"))
                    .map(pair -> encoded(pair.substring(0, pair.indexOf('=')))
                            + "="
                            + encoded(pair.substring(pair.indexOf('=') + 1)))
                    .collect(Collectors.joining("&"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text[gt]=a",
                    "text[like]=a",
                    "select[contains]=l",
                    "select[gt]=l",
                    "integer[contains]=3",
                    "integer=3.0",
                    "integer=9223372036854775808",
                    "number=1e999999999",
                    "number[in]=1&number[in]=x",
                    "number=+1",
                    "boolean=yes",
                    "boolean[gt]=true",
                    "date=2024-02-30",
                    "time=25:00",
                    "time[contains]=1",
                    "datetime=2024-01-15",
                    "record=0",
                    "record[gt]=1",
                    "member=x",
                    "multi_select=a",
                    "multi_select[in]=a",
                    "json={}",
                    "json[exists]=true",
                    "sortBy=json",
                    "sortBy=multi_select",
                    "text[exists]=maybe",
                    "none=1",
                    "createdAt[gt]=now",
                    "createdAt[contains]=2",
                    "memberId[gt]=1",
                    "page[gt]=1",
                    "id=-1",
                    "]=1",
                    "text[=1",
                })
        void refuseWhatMakesNoSense(String query) {
            three(true);

            var answer = list(reader(), "?" + encodedValues(query));

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        }

        @Test
        void onceMoreIsOneMoreCondition() {
            type = workspace.define("visit", field("title", "text", true, false));
            long both = workspace.create(type, null, "title", "left and right");
            workspace.create(type, null, "title", "left");

            assertThat(list(reader(), "?" + encodedValues("title[contains]=left&title[contains]=right"))
                            .ids())
                    .containsExactly(both);
            assertThat(list(reader(), "?title=left&title=left").ids()).hasSize(1);
            assertThat(list(reader(), "?" + encodedValues("title=left&title[eq]=right"))
                            .ids())
                    .isEmpty();
        }

        @Test
        void areSaidToBeWrongAllAtOnce() {
            three(true);

            var answer = list(reader(), "?" + encodedValues("text[gt]=a&integer=x&none=1&sortBy=json&search="));

            assertThat(answer.body()
                            .get("errors")
                            .valueStream()
                            .map(error -> error.get("pointer").stringValue()))
                    .containsExactlyInAnyOrder("text[gt]", "integer", "none", "sortBy", "search");
        }

        @Test
        void ofPropertiesFindWhatHolds() {
            // given
            type = workspace.define("visit", field("note", "text", false, false));
            long first = workspace.createExternal(type, MEMBER, "Ä-1", "note", "x");
            long second = workspace.create(type, OTHER_MEMBER);
            long third = workspace.createExternal(type, null, "ä-2");
            var created = list(reader(), "?id=" + second)
                    .body()
                    .get("items")
                    .get(0)
                    .get("createdAt")
                    .stringValue();

            // then
            assertThat(list(reader(), "?sortBy=id&id%5Bin%5D=" + first + "&id%5Bin%5D=" + third)
                            .ids())
                    .containsExactly(first, third);
            assertThat(list(reader(), "?sortBy=id&memberId%5Bne%5D=" + MEMBER).ids())
                    .containsExactly(second, third);
            assertThat(list(reader(), "?sortBy=id&member_id%5Bin%5D=" + MEMBER).ids())
                    .containsExactly(first);
            assertThat(list(reader(), "?sortBy=id&externalId%5BstartsWith%5D=%C3%A4-")
                            .ids())
                    .containsExactly(first, third);
            assertThat(list(reader(), "?externalId%5Bexists%5D=false").ids()).containsExactly(second);
            assertThat(list(reader(), "?createdAt=" + created).ids()).containsExactly(second);
            assertThat(list(reader(), "?sortBy=id&createdAt%5Bgte%5D=" + created)
                            .ids())
                    .containsExactly(second, third);
            assertThat(list(reader(), "?createdAt%5Blt%5D=" + created).ids()).containsExactly(first);
            var justAfter = java.time.Instant.parse(created).plusNanos(1).toString();
            assertThat(list(reader(), "?createdAt%5Bgte%5D=" + justAfter).ids()).containsExactly(third);
            assertThat(list(reader(), "?sortBy=id&createdAt%5Blt%5D=" + justAfter)
                            .ids())
                    .containsExactly(first, second);
            assertThat(list(reader(), "?createdAt=" + justAfter).ids()).isEmpty();
        }

        @Test
        void tooManyAre400() {
            type = workspace.define("visit", field("note", "text", false, false));
            var query = java.util.stream.IntStream.range(0, 51)
                    .mapToObj(i -> "f" + i + "=1")
                    .collect(Collectors.joining("&"));

            assertThat(list(reader(), "?" + query).pointer()).isEmpty();
        }
    }

    @Nested
    class AdminOnlyFields {

        @Test
        void areUnknownToOthersInEveryWay() {
            // given
            type = workspace.define("visit", field("note", "text", true, false), field("secret", "text", true, true));
            workspace.create(type, null, "note", "open", "secret", "hidden");

            // then
            for (var query : List.of("secret=hidden", "secret[exists]=true", "sortBy=secret")) {
                var unknown = query.replace("secret", "nothing");
                assertThat(list(reader(), "?" + query).text().replace("secret", "nothing"))
                        .isEqualTo(list(reader(), "?" + unknown).text())
                        .contains("\"status\":400");
                assertThat(list(admin(), "?" + query).ids()).hasSize(1);
            }
            assertThat(list(reader(), "?search=hidden").ids()).isEmpty();
            assertThat(list(admin(), "?search=hidden").ids()).hasSize(1);
        }
    }

    @Nested
    class Search {

        @Test
        void findsAllWordsByPrefixInAnyTextField() {
            type = workspace.define(
                    "visit",
                    field("title", "text", false, false),
                    field("note", "long_text", false, false),
                    field("size", "integer", false, false));
            long first = workspace.create(type, MEMBER, "title", "Annual Check", "note", "It's fine", "size", 12L);
            long second = workspace.create(type, null, "title", "annual", "note", "Überweisung \\ läuft");

            assertThat(list(reader(), "?search=annu").ids()).containsExactly(second, first);
            assertThat(list(reader(), "?search=annual+fine").ids()).containsExactly(first);
            assertThat(list(reader(), "?search=CHE+it%27s").ids()).containsExactly(first);
            assertThat(list(reader(), "?search=%C3%BCber").ids()).containsExactly(second);
            assertThat(list(reader(), "?search=nnual").ids()).isEmpty();
            assertThat(list(reader(), "?search=12").ids()).isEmpty();
            assertThat(list(member(), "?search=annual").ids()).containsExactly(first);
            workspace.update(first, "title", null);
            assertThat(list(reader(), "?search=annual").ids()).containsExactly(second);
            workspace.delete(second);
            assertThat(list(reader(), "?search=annual").ids()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "+++"})
        void forNothingIs400(String search) {
            type = workspace.define("visit", field("title", "text", false, false));

            assertThat(list(reader(), "?search=" + search).pointer()).isEqualTo("search");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%2D%26%7C", "%21", "%27", "***"})
        void withoutAWordFindsNothing(String search) {
            type = workspace.define("visit", field("title", "text", false, false));
            workspace.create(type, null, "title", "annual ! '");

            assertThat(list(reader(), "?search=" + search).ids()).isEmpty();
        }

        @Test
        void findsEachWordOfALongText() {
            type = workspace.define("visit", field("title", "long_text", false, false));
            long longest = workspace.create(
                    type, null, "title", "a".repeat(19_995) + " first " + "b ".repeat(8_999) + "boundary second");

            for (var word : new String[] {"first", "boundary", "second"}) {
                assertThat(list(reader(), "?search=" + word).ids()).as(word).containsExactly(longest);
            }
            assertThat(list(reader(), "?search=undary").ids()).isEmpty();
        }

        @Test
        void findsTheWordsOfAHyphenatedOneInAnyPlace() {
            type = workspace.define("visit", field("title", "text", false, false));
            long hyphenated = workspace.create(type, null, "title", "the left-arm");
            long apart = workspace.create(type, null, "title", "an arm, the left");
            workspace.create(type, null, "title", "the left leg");

            assertThat(list(reader(), "?search=left-arm").ids()).containsExactly(apart, hyphenated);
            assertThat(list(reader(), "?search=left+arm").ids()).containsExactly(apart, hyphenated);
        }

        @Test
        void takesWhateverIsThrownAtIt() {
            type = workspace.define("visit", field("title", "text", true, false));
            var random = new Random(5);
            for (int i = 0; i < 300; i++) {
                var text = random.ints(1 + random.nextInt(40), 1, 0x3000)
                        .mapToObj(point -> random.nextBoolean()
                                ? "" + "'\\:*&|!()<-> a".charAt(point % 14)
                                : Character.toString(point))
                        .collect(Collectors.joining());
                workspace.create(type, null, "title", text);

                assertThat(list(reader(), "?search=" + encoded(text)).status())
                        .as(text)
                        .isIn(200, 400);
                assertThat(list(reader(), "?title%5Bcontains%5D=" + encoded(text))
                                .ids())
                        .as(text)
                        .isNotEmpty();
                assertThat(list(reader(), "?title=" + encoded(text)).ids())
                        .as(text)
                        .isNotEmpty();
            }
        }

        @Test
        void isNotStoppedByHugeTexts() {
            // given
            type = workspace.define(
                    "visit", field("a", "long_text", true, false), field("b", "long_text", true, false));
            var random = new Random(6);
            var words = random.ints(150_000, 0x4e00, 0x9fff)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining("-"));
            var oneWord = "w".repeat(300_000);
            var urls = java.util.stream.IntStream.range(0, 10_000)
                    .mapToObj(i -> "http://h" + i + ".example.org/path/" + i)
                    .collect(Collectors.joining(" "));
            long first = workspace.create(type, null, "a", words, "b", urls);
            long second = workspace.create(type, null, "a", oneWord, "b", "findable");

            // then
            awaitViews();
            assertThat(list(reader(), "?search=findable&pageSize=1").ids()).containsExactly(second);
            assertThat(list(reader(), "?search=http&pageSize=1").status()).isEqualTo(200);
            assertThat(list(reader(), "?sortBy=a&pageSize=1").ids()).containsExactly(second);
            assertThat(list(reader(), "?sortBy=a&sortOrder=desc&pageSize=1").ids())
                    .containsExactly(first);
        }
    }

    /** Waits as long as it takes, not just as long as a read does. */
    private void awaitViews() {
        for (int i = 0; i < 20 && list(reader(), "").status() != 200; i++) {}
    }

    @Nested
    class RevisedFields {

        @Test
        void areFoundWhileTheirIndexIsFilledAndAfterwards() throws InterruptedException {
            // given
            type = workspace.define(
                    "visit", field("size", "integer", false, false), field("note", "text", false, false));
            var ids = new ArrayList<Long>();
            for (int i = 0; i < 50; i++) {
                ids.add(workspace.create(type, null, "size", (long) i % 10, "note", "n" + i));
            }

            // when
            workspace.revise(
                    type, field("size", "integer", true, false), added("extra"), field("note", "text", false, false));
            for (int i = 0; i < 25; i++) {
                workspace.update(ids.get(i), "size", 77L, "extra@2", "e");
                assertThat(list(reader(), "?size=77").ids()).hasSize(i + 1);
            }
            workspace.update(ids.getFirst(), "size", null);
            awaitState("indexed", "size", "extra@2");

            // then
            assertThat(list(reader(), "?size=77&sortBy=id").ids()).isEqualTo(ids.subList(1, 25));
            assertThat(list(reader(), "?size%5Bexists%5D=false").ids()).containsExactly(ids.getFirst());
            assertThat(list(reader(), "?extra=e").ids()).hasSize(25);
            assertThat(list(reader(), "?extra%5Bexists%5D=false").ids()).hasSize(25);
            assertThat(indexRows("size")).isEqualTo(50);

            // when
            workspace.revise(type, field("size", "integer", false, false));
            assertThat(list(reader(), "?size=77").ids()).hasSize(24);
            awaitState("plain", "size", "extra@2");

            // then
            assertThat(list(reader(), "?size=77").ids()).hasSize(24);
            assertThat(list(reader(), "?extra=e").status()).isEqualTo(400);
            assertThat(list(reader(), "?search=n1").ids()).isEmpty();
            assertThat(indexRows("size") + indexRows("extra@2")).isZero();

            // when
            workspace.update(ids.getLast(), "size", 78L);
            workspace.revise(type, field("size", "integer", true, false));
            awaitState("indexed", "size");

            // then
            assertThat(list(reader(), "?size%5Bgte%5D=77").ids()).hasSize(25);
            assertThat(list(reader(), "?size=9").ids()).hasSize(2);
        }

        private static FieldDefinition added(String slug) {
            return new FieldDefinition(slug, slug, "text", false, true, false, false, null, List.of(), Map.of(), 2);
        }

        private void awaitState(String state, String... keys) throws InterruptedException {
            for (var key : keys) {
                for (int i = 0; i < 1000 && !state(key).equals(state); i++) {
                    Thread.sleep(20);
                }
                assertThat(state(key)).as(key).isEqualTo(state);
            }
        }

        private String state(String key) {
            return jdbc.sql("select coalesce((select state from field where data_type_id = ? and key = ?), '')")
                    .params(type, key)
                    .query(String.class)
                    .single();
        }

        private long indexRows(String key) {
            return jdbc.sql(
                            "select count(*) from field_index i join field f on f.id = i.field where f.data_type_id = ? and f.key = ?")
                    .params(type, key)
                    .query(Long.class)
                    .single();
        }
    }

    @Nested
    class Cursors {

        @Test
        void neitherRepeatNorSkipWhatDoesNotChange() {
            // given
            type = workspace.define("visit", field("size", "integer", true, false));
            var ids = new ArrayList<Long>();
            for (int i = 0; i < 30; i++) {
                ids.add(workspace.create(type, null, "size", i % 3 == 0 ? null : (Long) (long) (i % 4)));
            }
            var touched = List.of(ids.get(3), ids.get(10), ids.get(20));
            var seen = new ArrayList<Long>();
            String cursor = null;
            int pages = 0;

            // when
            do {
                var page = list(
                        reader(), "?sortBy=size&pageSize=" + (4 + pages) + (cursor == null ? "" : "&cursor=" + cursor));
                assertThat(page.body().get("total").intValue()).isEqualTo(30);
                assertThat(page.body().get("page").intValue()).isEqualTo(++pages);
                seen.addAll(page.ids());
                if (pages == 2) {
                    workspace.delete(touched.get(0));
                    workspace.update(touched.get(1), "size", 0L);
                    workspace.update(touched.get(2), "size", null);
                    workspace.create(type, null, "size", 0L);
                }
                var next = page.body().get("nextCursor");
                cursor = next == null ? null : next.stringValue();
            } while (cursor != null);

            // then
            var untouched = new ArrayList<>(ids);
            untouched.removeAll(touched);
            assertThat(seen).containsAll(untouched);
            assertThat(seen.stream().filter(untouched::contains)).doesNotHaveDuplicates();
        }

        @Test
        void areGoodForTheirOwnListAlone() {
            // given
            type = workspace.define("visit", field("size", "integer", true, false));
            for (int i = 0; i < 5; i++) {
                workspace.create(type, MEMBER, "size", (long) i);
            }
            var cursor = list(reader(), "?sortBy=size&pageSize=2&size%5Bgt%5D=0")
                    .body()
                    .get("nextCursor")
                    .stringValue();
            var good = "?sortBy=size&size%5Bgt%5D=0&cursor=" + cursor;

            // then
            assertThat(list(reader(), good).ids()).hasSize(2);
            for (var bad : List.of(
                    good + "&page=1",
                    good + "x",
                    good.substring(0, good.length() - 3),
                    good.replace("sortBy", "sortOrder=desc&sortBy"),
                    good.replace("=0", "=1"),
                    good + "&search=x",
                    "?cursor=" + cursor,
                    "?cursor=%00",
                    "?cursor=")) {
                var answer = list(reader(), bad);
                assertThat(answer.status()).as(bad).isEqualTo(400);
                assertThat(answer.pointer()).as(bad).isEqualTo("cursor");
            }
            type = workspace.define("other", field("size", "integer", true, false));
            assertThat(list(reader(), good).pointer()).isEqualTo("cursor");
        }

        @Test
        void forgedOnesAreNeverAFault() {
            type = workspace.define("visit", field("size", "integer", true, false));
            workspace.create(type, null, "size", 1L);
            workspace.create(type, null, "size", 2L);
            var random = new Random(3);
            for (var sort : List.of("size", "createdAt", "id")) {
                var real = java.util.Base64.getUrlDecoder()
                        .decode(list(reader(), "?pageSize=1&sortBy=" + sort)
                                .body()
                                .get("nextCursor")
                                .stringValue());
                for (int i = 0; i < 100; i++) {
                    var forged = Arrays.copyOf(real, 38 + random.nextInt(12));
                    for (int at = 13; at < forged.length; at++) {
                        forged[at] = random.nextInt(4) == 0 ? (byte) random.nextInt(128) : forged[at];
                    }
                    var text = java.util.Base64.getUrlEncoder().encodeToString(forged);
                    assertThat(list(reader(), "?sortBy=" + sort + "&cursor=" + text)
                                    .status())
                            .isIn(200, 400);
                }
            }
        }
    }

    @Nested
    class RandomRecords {

        private final Random random = new Random(11);
        private final Map<Long, Map<String, Object>> records = new LinkedHashMap<>();

        @Test
        void areFoundAndSortedAlikeByTheIndexTheRowsAndByHand() {
            // given
            var kinds = List.of("text", "integer", "number", "date", "time", "datetime", "boolean");
            var fields = new ArrayList<FieldDefinition>();
            for (var kind : kinds) {
                fields.add(field("i_" + kind, kind, true, false));
                fields.add(field("r_" + kind, kind, false, false));
            }
            type = workspace.define("random", fields.toArray(FieldDefinition[]::new));
            for (int i = 0; i < 120; i++) {
                var values = values(kinds);
                long id = workspace.create(type, null, pairs(values));
                records.put(id, values);
            }
            for (var id : List.copyOf(records.keySet())) {
                if (random.nextInt(3) == 0) {
                    var changed = values(kinds);
                    workspace.update(id, pairs(changed));
                    records.get(id).putAll(changed);
                } else if (random.nextInt(10) == 0) {
                    workspace.delete(id);
                    records.remove(id);
                }
            }

            // then
            for (var kind : kinds) {
                for (var prefix : List.of("i_", "r_")) {
                    for (boolean desc : new boolean[] {false, true}) {
                        compareSorted(prefix + kind, desc);
                    }
                }
            }
        }

        private void compareSorted(String slug, boolean desc) {
            var operators = slug.endsWith("text")
                    ? List.of("ne", "contains")
                    : slug.endsWith("boolean") ? List.of("ne") : List.of("ne", "gte", "lt");
            var operator = operators.get(random.nextInt(operators.size()));
            Object operand = value(slug.substring(2));
            Predicate<Object> holds = holds(operator, operand);
            var query = "?sortBy=" + slug + (desc ? "&sortOrder=desc" : "");
            var filter = "&" + slug + "%5B" + operator + "%5D=" + encoded(operand);

            assertThat(walk(query)).as(query).isEqualTo(sorted(slug, desc, any -> true));
            assertThat(walk(query + filter)).as(query + filter).isEqualTo(sorted(slug, desc, holds));
            assertThat(paged(query)).as(query).isEqualTo(sorted(slug, desc, any -> true));
        }

        private Predicate<Object> holds(String operator, Object operand) {
            return switch (operator) {
                case "ne" -> value -> value == null || compare(value, operand) != 0;
                case "gte" -> value -> value != null && compare(value, operand) >= 0;
                case "lt" -> value -> value != null && compare(value, operand) < 0;
                default ->
                    value -> value != null
                            && value.toString()
                                    .toLowerCase()
                                    .contains(operand.toString().toLowerCase());
            };
        }

        private static int compare(Object a, Object b) {
            if (a instanceof Number) {
                return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
            }
            if (a.toString().endsWith("Z") && a.toString().contains("T")) {
                return java.time.Instant.parse(a.toString()).compareTo(java.time.Instant.parse(b.toString()));
            }
            if (a.toString().matches("\\d\\d:\\d\\d(:\\d\\d)?")) {
                return java.time.LocalTime.parse(a.toString()).compareTo(java.time.LocalTime.parse(b.toString()));
            }
            return Arrays.compareUnsigned(
                    a.toString().getBytes(StandardCharsets.UTF_8), b.toString().getBytes(StandardCharsets.UTF_8));
        }

        private List<Long> sorted(String slug, boolean desc, Predicate<Object> holds) {
            Comparator<Long> byValue =
                    (a, b) -> compare(records.get(a).get(slug), records.get(b).get(slug));
            var order = byValue.thenComparing(Comparator.naturalOrder());
            Comparator<Long> byId = Comparator.naturalOrder();
            var ids = records.keySet().stream()
                    .filter(id -> holds.test(records.get(id).get(slug)))
                    .toList();
            var all = new ArrayList<>(ids.stream()
                    .filter(id -> records.get(id).get(slug) != null)
                    .sorted(desc ? order.reversed() : order)
                    .toList());
            ids.stream()
                    .filter(id -> records.get(id).get(slug) == null)
                    .sorted(desc ? byId.reversed() : byId)
                    .forEach(all::add);
            return all;
        }

        private List<Long> walk(String query) {
            var ids = new ArrayList<Long>();
            String cursor = null;
            do {
                int size = 1 + random.nextInt(40);
                var page = list(reader(), query + "&pageSize=" + size + (cursor == null ? "" : "&cursor=" + cursor));
                assertThat(page.status()).as(page.text()).isEqualTo(200);
                ids.addAll(page.ids());
                var next = page.body().get("nextCursor");
                cursor = next == null ? null : next.stringValue();
            } while (cursor != null);
            return ids;
        }

        private List<Long> paged(String query) {
            var ids = new ArrayList<Long>();
            List<Long> page;
            int number = 1;
            do {
                page = list(reader(), query + "&pageSize=17&page=" + number++).ids();
                ids.addAll(page);
            } while (!page.isEmpty());
            return ids;
        }

        private Map<String, Object> values(List<String> kinds) {
            var values = new LinkedHashMap<String, Object>();
            for (var kind : kinds) {
                var value = random.nextInt(4) == 0 ? null : value(kind);
                values.put("i_" + kind, value);
                values.put("r_" + kind, value);
            }
            return values;
        }

        private static Object[] pairs(Map<String, Object> values) {
            return values.entrySet().stream()
                    .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                    .toArray();
        }

        private Object value(String kind) {
            return switch (kind) {
                case "text" -> texts().get(random.nextInt(texts().size()));
                case "integer" -> random.nextInt(3) == 0 ? random.nextLong() : (Object) (long) random.nextInt(9);
                case "number" -> BigDecimal.valueOf(random.nextInt(2000) - 1000, random.nextInt(4));
                case "date" ->
                    "20%02d-0%d-1%d".formatted(random.nextInt(100), 1 + random.nextInt(9), random.nextInt(10));
                case "time" ->
                    "1%d:0%d".formatted(random.nextInt(10), random.nextInt(10)) + (random.nextBoolean() ? ":00" : "");
                case "datetime" ->
                    java.time.Instant.ofEpochSecond(random.nextInt(3), random.nextInt(3) * 100_001L)
                            .toString();
                default -> random.nextBoolean();
            };
        }

        private static List<String> texts() {
            return List.of(
                    "",
                    "a",
                    "B",
                    "b",
                    "ab",
                    "Zebra",
                    "zebra",
                    "é",
                    "\uD83D\uDE00",
                    "\uFF5E",
                    "a b",
                    "%",
                    "_",
                    "x".repeat(499) + "y",
                    "x".repeat(400));
        }
    }
}
