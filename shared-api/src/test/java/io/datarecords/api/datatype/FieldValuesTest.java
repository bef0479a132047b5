package io.datarecords.api.datatype;

import static io.datarecords.api.datatype.Outcome.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldValuesTest {

    private final FieldValues current = new FieldValues(values("a", 1L, "b", "x", "c", List.of(1L)));

    @Test
    void changes_set_add_and_clear() {
        var after = current.with(new FieldValues(values("b", null, "a", 2L, "d", true)));

        assertThat(after.byKey()).isEqualTo(Map.of("a", 2L, "c", List.of(1L), "d", true));
    }

    @Test
    void what_clears_a_value_that_is_not_there_leaves_nothing() {
        assertThat(FieldValues.NONE.with(new FieldValues(values("a", null))).isEmpty())
                .isTrue();
    }

    @Test
    void only_what_would_change_something_differs() {
        var changes = new FieldValues(values(
                "a", new BigDecimal("1.00"), "b", "y", "c", List.of(new BigDecimal("1.0")), "d", null, "e", false));

        assertThat(changes.differingFrom(current).byKey()).isEqualTo(values("b", "y", "e", false));
    }

    @Test
    void clearing_differs_where_there_is_a_value() {
        var cleared = new FieldValues(values("a", null));

        assertThat(cleared.differingFrom(current)).isEqualTo(cleared);
    }

    @Test
    void by_slug_shows_what_is_to_be_shown_and_of_one_slug_the_latest_field() {
        var stored = new FieldValues(values("a@7", "new", "b", "x", "a", "old", "a@3", "older", "c", null));

        var b = new FieldKey("b", 1);
        var first = new FieldKey("a", 1);
        var second = new FieldKey("a", 3);
        var third = new FieldKey("a", 7);

        assertThat(stored.bySlug(List.of(b, third, first, second)))
                .containsExactly(Map.entry("b", "x"), Map.entry("a", "new"));
        assertThat(stored.bySlug(List.of(first, second, b)))
                .containsExactly(Map.entry("a", "older"), Map.entry("b", "x"));
        assertThat(stored.bySlug(List.of(new FieldKey("c", 1)))).isEmpty();
    }

    @Test
    void later_changes_to_the_map_given_do_not_show() {
        var given = values("a", 1L);
        var kept = new FieldValues(given);

        given.put("a", 2L);

        assertThat(kept.byKey()).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void a_key_names_the_version_that_introduced_its_field_unless_it_is_the_first() {
        assertThat(new FieldKey("age", 1)).hasToString("age");
        assertThat(new FieldKey("age", 7)).hasToString("age@7");
    }

    @Test
    void a_key_gives_its_slug_back() {
        assertThat(FieldKey.slugOf("age")).isEqualTo("age");
        assertThat(FieldKey.slugOf("age@7")).isEqualTo("age");
    }
}
