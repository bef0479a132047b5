package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.datarecords.api.Violation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviseTest {

    private final List<FieldDefinition> current = definitions(
            AField.of("age", "integer"),
            AField.of("colour", "select").options("red").since(2),
            AField.of("number", "text").required().externalId());

    @Test
    void a_field_that_is_kept_stays_the_field_it_was_and_others_are_new() {
        // when
        var revised = Schema.revise(
                current,
                definitions(
                        AField.of("weight", "number"),
                        AField.of("colour", "dropdown").options("red", "blue").required(),
                        AField.of("number", "text").required().externalId(),
                        AField.of("", "integer").named("Age")),
                5);

        // then
        assertThat(revised)
                .extracting(FieldDefinition::slug, FieldDefinition::fieldType, FieldDefinition::since)
                .containsExactly(
                        tuple("weight", "number", 5L),
                        tuple("colour", "select", 2L),
                        tuple("number", "text", 1L),
                        tuple("age", "integer", 1L));
        assertThat(revised.get(1).options()).containsExactly("red", "blue");
        assertThat(revised.get(1).required()).isTrue();
        assertThat(revised.get(3).name()).isEqualTo("Age");
    }

    @Test
    void a_slug_that_is_added_again_is_a_new_field_of_any_type() {
        // given
        var without = Schema.revise(current, List.of(), 3);

        // when
        var again = Schema.revise(without, definitions(AField.of("age", "text")), 4);

        // then
        assertThat(without).isEmpty();
        assertThat(again).extracting(FieldDefinition::key).containsExactly(new FieldKey("age", 4));
    }

    @Test
    void what_clients_say_of_since_does_not_matter() {
        var revised =
                Schema.revise(current, definitions(AField.of("age", "integer").since(4)), 3);

        assertThat(revised).extracting(FieldDefinition::since).containsExactly(1L);
    }

    @Test
    void asking_for_what_is_there_changes_nothing() {
        assertThat(Schema.revise(current, current, 3)).isEqualTo(current);
    }

    @Test
    void what_is_only_spelt_otherwise_changes_nothing() {
        // given
        var before = definitions(AField.of("weight", "number")
                .rule("min", new BigDecimal("1.5"))
                .rule("max", 100L)
                .defaultsTo(20L));
        var respelt = definitions(AField.of("weight", "number")
                .rule("min", new BigDecimal("1.50"))
                .rule("max", new BigDecimal("1e2"))
                .defaultsTo(new BigDecimal("2e1")));
        var changed = definitions(AField.of("weight", "number")
                .rule("min", new BigDecimal("1.50"))
                .rule("max", new BigDecimal("1e3"))
                .defaultsTo(20L));

        // then
        assertThat(Schema.revise(before, respelt, 2)).isEqualTo(before);
        assertThat(Schema.revise(before, changed, 2)).isEqualTo(changed);
    }

    @Test
    void a_revision_is_held_to_the_limits_of_a_definition() {
        var many = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> AField.of("f" + i, "text"))
                .toArray(AField[]::new);

        assertThat(Outcome.noted(() -> Schema.revise(current, definitions(many), 3)))
                .extracting(Violation::pointer)
                .containsExactly("/fields");
    }

    @Test
    void the_type_and_the_external_id_are_fixed_and_all_else_is_checked_too() {
        var violations = Outcome.noted(() -> Schema.revise(
                current,
                definitions(
                        AField.of("weight", "money"),
                        AField.of("age", "number"),
                        AField.of("number", "text").required(),
                        AField.of("colour", "multi_select").options("red", "red")),
                3));

        assertThat(violations)
                .extracting(Violation::pointer, Violation::code, Violation::message)
                .contains(
                        tuple("/fields/1/fieldType", "fixed", "must stay integer"),
                        tuple("/fields/2/isExternalId", "fixed", "must stay true"),
                        tuple("/fields/3/fieldType", "fixed", "must stay select"))
                .extracting(row -> row.toList().get(0))
                .contains("/fields/0/fieldType", "/fields/3/options/1")
                .hasSize(5);
    }

    private static List<FieldDefinition> definitions(AField... fields) {
        return Arrays.stream(fields).map(AField::definition).toList();
    }
}
