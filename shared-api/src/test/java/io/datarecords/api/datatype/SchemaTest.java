package io.datarecords.api.datatype;

import static io.datarecords.api.datatype.Outcome.schema;
import static io.datarecords.api.datatype.Outcome.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final boolean ADMIN = true;
    private static final boolean NO_ADMIN = false;

    private final Schema schema = schema(
            AField.of("name", "text").required(),
            AField.of("age", "integer").rule("max", 150L).since(3),
            AField.of("state", "text").required().defaultsTo("new"),
            AField.of("hint", "text").defaultsTo("none"),
            AField.of("secret", "text").adminOnly(),
            AField.of("rank", "integer").required().adminOnly().defaultsTo(1L));

    @Nested
    class Create {

        @Test
        void values_are_kept_by_key_in_the_order_of_the_schema_with_defaults() {
            var outcome = create(ADMIN, "age", 7L, "secret", "x", "name", "Ann");

            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.values().byKey())
                    .isEqualTo(Map.of(
                            "name", "Ann", "age@3", 7L, "state", "new", "hint", "none", "secret", "x", "rank", 1L));
            assertThat(outcome.values().byKey().keySet())
                    .containsExactly("name", "age@3", "state", "hint", "secret", "rank");
        }

        @Test
        void null_is_the_same_as_not_named() {
            var outcome = create(NO_ADMIN, "name", "Ann", "age", null, "state", null, "hint", null);

            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.values().byKey())
                    .isEqualTo(Map.of("name", "Ann", "state", "new", "hint", "none", "rank", 1L));
        }

        @Test
        void defaults_of_admin_only_fields_hold_for_everyone() {
            assertThat(create(NO_ADMIN, "name", "Ann").values().byKey()).containsEntry("rank", 1L);
        }

        @Test
        void a_required_value_that_is_missing_or_null_is_refused() {
            var required = new Violation("/fieldValues/name", "required", "must have a value");

            assertThat(create(NO_ADMIN).violations()).containsExactly(required);
            assertThat(create(NO_ADMIN, "name", null).violations()).containsExactly(required);
        }

        @Test
        void every_violation_is_told_at_once() {
            var outcome = create(NO_ADMIN, "a/b", 1L, "age", 151L, "hint", 3L);

            assertThat(outcome.violations())
                    .containsExactlyInAnyOrder(
                            new Violation("/fieldValues/a~1b", "unknown", "is no field of this data type"),
                            new Violation("/fieldValues/name", "required", "must have a value"),
                            new Violation("/fieldValues/age", "max", "must be at most 150"),
                            new Violation("/fieldValues/hint", "type", "must be a string"));
        }

        @Test
        void an_admin_only_field_looks_unknown_to_anyone_else_whatever_is_sent() {
            for (var sent : new Object[] {"x", 3L, null}) {
                assertThat(create(NO_ADMIN, "name", "Ann", "secret", sent).violations())
                        .containsExactly(unknown("secret"));
                assertThat(create(NO_ADMIN, "name", "Ann", "rank", sent).violations())
                        .containsExactly(unknown("rank"));
                assertThat(create(NO_ADMIN, "name", "Ann", "nosuch", sent).violations())
                        .containsExactly(unknown("nosuch"));
            }
        }

        private Outcome create(boolean admin, @Nullable Object... sent) {
            return Outcome.of(violations -> schema.forCreate(values(sent), admin, violations));
        }
    }

    @Nested
    class Update {

        private final FieldValues current = new FieldValues(Map.of("name", "Ann", "age@3", 200L));

        @Test
        void only_the_fields_named_are_looked_at() {
            var outcome = update(NO_ADMIN, "hint", "go");

            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.values().byKey()).isEqualTo(Map.of("hint", "go"));
        }

        @Test
        void null_clears_a_field_that_is_not_required() {
            var outcome = update(NO_ADMIN, "age", null);

            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.values().byKey()).isEqualTo(values("age@3", null));
        }

        @Test
        void null_does_not_clear_a_required_field_even_with_a_default() {
            assertThat(update(NO_ADMIN, "name", null, "state", null).violations())
                    .containsExactly(
                            new Violation("/fieldValues/name", "required", "must have a value"),
                            new Violation("/fieldValues/state", "required", "must have a value"));
        }

        @Test
        void defaults_do_not_come_back() {
            assertThat(update(ADMIN).values().isEmpty()).isTrue();
        }

        @Test
        void rules_hold_for_what_is_named() {
            assertThat(update(NO_ADMIN, "age", 200L).violations())
                    .containsExactly(new Violation("/fieldValues/age", "max", "must be at most 150"));
        }

        @Test
        void an_admin_only_field_looks_unknown_to_anyone_else() {
            assertThat(update(NO_ADMIN, "secret", "x", "rank", null, "nosuch", 1L)
                            .violations())
                    .containsExactly(unknown("secret"), unknown("rank"), unknown("nosuch"));
            assertThat(update(ADMIN, "secret", "x").values().byKey()).isEqualTo(Map.of("secret", "x"));
        }

        private Outcome update(boolean admin, @Nullable Object... sent) {
            return Outcome.of(violations -> schema.forUpdate(values(sent), current, admin, violations));
        }
    }

    @Nested
    class ExternalId {

        private final Schema numbered =
                schema(AField.of("number", "text").required().externalId().since(2), AField.of("age", "integer"));
        private final FieldValues current = new FieldValues(Map.of("number@2", "A-1"));

        @Test
        void is_the_value_of_the_field_that_holds_it() {
            var created = Outcome.of(violations -> numbered.forCreate(values("number", "A-1"), false, violations));

            assertThat(numbered.externalId(created.values())).isEqualTo("A-1");
            assertThat(numbered.externalId(FieldValues.NONE)).isNull();
            assertThat(schema.externalId(new FieldValues(Map.of("name", "Ann"))))
                    .isNull();
        }

        @Test
        void stays_as_it_was() {
            assertThat(update(current, "A-1")).isEmpty();
            assertThat(update(current, "A-2")).containsExactly("fixed");
            assertThat(update(current, null)).containsExactly("required");
            assertThat(update(current, 3L)).containsExactly("type");
        }

        @Test
        void is_not_given_later_to_a_record_that_was_made_without() {
            assertThat(update(FieldValues.NONE, "A-1")).containsExactly("fixed");
        }

        private List<String> update(FieldValues before, @Nullable Object sent) {
            return Outcome.of(violations -> numbered.forUpdate(values("number", sent), before, false, violations))
                    .violations()
                    .stream()
                    .map(Violation::code)
                    .toList();
        }
    }

    @Test
    void references_are_the_values_of_record_fields() {
        var linked = schema(
                AField.of("patient", "record").rule("dataType", "patient").since(2),
                AField.of("doctor", "record").rule("dataType", "person"),
                AField.of("ward", "record").rule("dataType", "ward"),
                AField.of("member", "member"));
        var values = new FieldValues(values("patient@2", 7L, "doctor", 8, "ward", null, "member", 9L));

        assertThat(linked.references(values, Map.of(), true)).isEmpty();
        assertThat(linked.references(values, values("patient", 7L, "doctor", 8, "ward", null), true))
                .containsExactly(new Reference("patient", "patient", 7), new Reference("doctor", "person", 8));
    }

    @Test
    void names_that_cannot_be_encoded_are_shown_all_the_same() {
        var outcome =
                Outcome.of(violations -> schema.forUpdate(values("\uD83D", 1L), FieldValues.NONE, false, violations));

        assertThat(outcome.violations()).extracting(Violation::pointer).containsExactly("/fieldValues/\uFFFD");
    }

    private static Violation unknown(String slug) {
        return new Violation("/fieldValues/" + slug, "unknown", "is no field of this data type");
    }
}
