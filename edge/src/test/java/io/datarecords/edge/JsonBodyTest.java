package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void givesWhatIsThere() {
        var body = new JsonBody(Map.of(
                "text",
                "a",
                "id",
                7L,
                "flag",
                true,
                "object",
                Map.of("x", 1L),
                "list",
                List.of(1L),
                "texts",
                List.of("a", "b")));
        assertThat(body.text("text")).isEqualTo("a");
        assertThat(body.requiredText("text")).isEqualTo("a");
        assertThat(body.id("id")).isEqualTo(7);
        assertThat(body.flag("flag")).isTrue();
        assertThat(body.object("object")).isEqualTo(Map.of("x", 1L));
        assertThat(body.list("list")).isEqualTo(List.of(1L));
        assertThat(body.texts("texts")).containsExactly("a", "b");
        assertThatCode(body::finish).doesNotThrowAnyException();
    }

    @Test
    void tellsNullFromAbsent() {
        var body = new JsonBody(new HashMap<>(Collections.singletonMap("memberId", null)));
        assertThat(body.has("memberId")).isTrue();
        assertThat(body.id("memberId")).isNull();
        assertThat(body.has("externalId")).isFalse();
        assertThatCode(body::finish).doesNotThrowAnyException();
    }

    @Test
    void coercesNothing() {
        var body = new JsonBody(Map.of("text", 1L, "id", "3", "flag", "true", "object", List.of(), "list", Map.of()));
        assertThat(body.text("text")).isNull();
        assertThat(body.id("id")).isNull();
        assertThat(body.flag("flag")).isNull();
        assertThat(body.object("object")).isNull();
        assertThat(body.list("list")).isNull();
        assertThat(violations(body))
                .extracting(Violation::pointer)
                .containsExactly("/text", "/id", "/flag", "/object", "/list");
        assertThat(violations(body)).extracting(Violation::code).containsOnly("type");
    }

    @Test
    void takesOnlyIdsThatEveryClientCanHold() {
        var body = new JsonBody(
                Map.of("a", -1L, "b", 1L << 53, "c", BigInteger.TWO.pow(70), "d", new BigDecimal("3.0"), "e", 0L));
        List.of("a", "b", "c", "d", "e")
                .forEach(name -> assertThat(body.id(name)).isNull());
        assertThat(violations(body)).hasSize(5);
    }

    @Test
    void refusesTextThatNoDatabaseTakes() {
        var body = new JsonBody(Map.of("nul", "\u0000", "lone", "\udc00", "pair", "😀"));
        List.of("nul", "lone", "pair").forEach(body::text);
        assertThat(violations(body)).extracting(Violation::pointer).containsExactly("/nul", "/lone");
    }

    @Test
    void requiresWhatIsRequired() {
        var body = new JsonBody(Map.of("wrong", 1L));
        assertThat(body.requiredText("name")).isEmpty();
        assertThat(body.requiredText("wrong")).isEmpty();
        assertThat(violations(body))
                .containsExactly(
                        new Violation("/name", "required", "is required"),
                        new Violation("/wrong", "type", "must be a text"));
    }

    @Test
    void pointsIntoWhatIsNested() {
        var body = new JsonBody(Map.of(
                "a/b", Map.of("x", 1L), "grants", Arrays.asList(Map.of("role", 1L, "more", 2L), "no object", null)));
        body.nested("a/b").text("x");
        body.nestedList("grants").forEach(grant -> grant.text("role"));
        assertThat(violations(body))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/a~1b/x", "/grants/0/role", "/grants/0/more", "/grants/1", "/grants/2");
    }

    private static List<Violation> violations(JsonBody body) {
        var rejected = catchThrowableOfType(Rejected.class, body::finish);
        return ((Rejection.Invalid) rejected.rejection()).violations();
    }
}
