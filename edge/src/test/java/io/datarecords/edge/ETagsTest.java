package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejected;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {

    @Test
    void noHeaderIsNoCondition() {
        assertThat(ETags.ifMatch((List<String>) null)).isEqualTo(IfMatch.ANY);
        assertThat(ETags.ifMatch(List.of())).isEqualTo(IfMatch.ANY);
    }

    @Test
    void listsAreOneSet() {
        assertThat(ETags.ifMatch(List.of("\"3\", \"5\"", "\"7\""))).isEqualTo(new IfMatch(false, Set.of(3L, 5L, 7L)));
        assertThat(ETags.ifMatch(List.of(" * ")))
                .isEqualTo(new IfMatch(true, Set.of()))
                .isNotEqualTo(IfMatch.ANY);
    }

    @Test
    void weakAndForeignTagsMatchNothing() {
        assertThat(ETags.ifMatch(List.of("W/\"3\", \"a,b\", \"\", \"03\""))).isEqualTo(new IfMatch(false, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3", "", "\"3", "3\"", "\"3\" \"4\"", "w/\"3\"", "*, \"3\"", "\"3\",x", "\"3\",", "\"a b\""})
    void whatIsMalformedIsRefused(String header) {
        assertThatThrownBy(() -> ETags.ifMatch(List.of(header)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("If-Match");
    }

    @Nested
    class OverHttp extends EdgeTest {

        @Test
        void anAnswerCarriesItsVersionAndIsPrivate() {
            var headers = get(BASE + "/things/5").headers();
            assertThat(headers.allValues("ETag")).containsExactly("\"3\"");
            assertThat(headers.allValues("Cache-Control")).containsExactly("private, no-cache");
            assertThat(headers.allValues("Vary")).containsExactly("Authorization");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"\"3\"|200", "\"2\", \"3\"|200", "*|200", "\"4\"|412", "W/\"3\"|412", "3|400"})
        void anUpdateHonoursIfMatch(String header, int status) {
            var answer = send(request(BASE + "/things/5")
                    .header("Content-Type", "application/json")
                    .header("If-Match", header)
                    .PUT(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).isEqualTo(status);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"\"3\"|304", "W/\"3\"|304", "\"2\"|200", "*|304", "3|400"})
        void aReadHonoursIfNoneMatch(String header, int status) {
            var answer = send(request(BASE + "/things/5").header("If-None-Match", header));
            assertThat(answer.statusCode()).isEqualTo(status);
        }

        @Test
        void anAnswerOfTheSameVersionMayStillBeWhole() {
            var answer = send(request(BASE + "/things/304").header("If-None-Match", "\"3\""));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"id\":304}");
        }
    }
}
