package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.api.access.Actor;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataTypeStateTest {

    private static final UUID WORKSPACE = new UUID(0, 1);
    private static final Actor ANN = new Actor(7L, "ann");
    private static final TypeAccess ACCESS = new TypeAccess(List.of(), TypeAccess.DEFAULT_MEMBER_ACCESS);
    private static final Instant START = Instant.parse("2024-01-15T12:00:00Z");

    @Test
    void every_event_is_one_version_and_moves_the_time_of_update() {
        var state = fold(defined(), revised(), archived());

        assertThat(state.version()).isEqualTo(3);
        assertThat(state.createdAt()).isEqualTo(START);
        assertThat(state.updatedAt()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void archiving_can_be_undone_and_deleting_keeps_what_was() {
        assertThat(fold(defined(), archived()).archived()).isTrue();
        assertThat(fold(defined(), archived(), unarchived()).archived()).isFalse();
        assertThat(fold(defined(), archived(), deleted()))
                .matches(DataTypeState::deleted)
                .matches(DataTypeState::archived);
    }

    @Test
    void a_revision_keeps_the_slug_and_whether_it_is_a_collection() {
        var state = fold(defined(), revised(AField.of("age", "integer")));

        assertThat(state.name()).isEqualTo("Revised");
        assertThat(state.slug()).isEqualTo("visit");
        assertThat(state.isCollection()).isTrue();
        assertThat(state.field("age")).isPresent();
        assertThat(state.field("weight")).isEmpty();
    }

    @Test
    void a_field_that_is_removed_shows_in_the_history_alone() {
        var state = fold(defined(AField.of("age", "integer")), revised());

        assertThat(shownNow(state, false, "age")).isFalse();
        assertThat(shownInHistory(state, false, "age")).isTrue();
    }

    @Test
    void a_field_that_is_added_again_is_another_one() {
        var state = fold(
                defined(AField.of("age", "integer")),
                revised(),
                revised(AField.of("age", "text").since(3)));

        assertThat(shownNow(state, false, "age")).isFalse();
        assertThat(shownNow(state, false, "age@3")).isTrue();
        assertThat(shownInHistory(state, false, "age")).isTrue();
        assertThat(shownInHistory(state, false, "age@3")).isTrue();
    }

    @Test
    void a_field_that_is_removed_twice_is_remembered_twice() {
        var state = fold(
                defined(AField.of("age", "integer")),
                revised(),
                revised(AField.of("age", "text").since(3)),
                revised());

        assertThat(state.removed())
                .containsExactly(
                        new RemovedField(new FieldKey("age", 1), false),
                        new RemovedField(new FieldKey("age", 3), false));
    }

    @Test
    void what_is_admin_only_now_is_hidden_from_others() {
        var state = fold(
                defined(AField.of("age", "integer")),
                revised(AField.of("age", "integer").adminOnly()));

        assertThat(shownNow(state, false, "age")).isFalse();
        assertThat(shownInHistory(state, false, "age")).isFalse();
        assertThat(shownNow(state, true, "age")).isTrue();
        assertThat(shownInHistory(state, true, "age")).isTrue();
    }

    @Test
    void what_was_admin_only_when_it_was_removed_stays_hidden() {
        var state = fold(
                defined(AField.of("age", "integer").adminOnly()),
                revised(),
                revised(AField.of("age", "text").since(3)));

        assertThat(shownInHistory(state, false, "age")).isFalse();
        assertThat(shownInHistory(state, true, "age")).isTrue();
        assertThat(shownInHistory(state, false, "age@3")).isTrue();
    }

    @Test
    void what_never_was_a_field_is_never_shown() {
        var state = fold(defined());

        assertThat(shownNow(state, true, "age")).isFalse();
        assertThat(shownInHistory(state, true, "age")).isFalse();
    }

    @Test
    void nothing_happens_before_the_definition() {
        assertThatThrownBy(() -> DataTypeState.evolve(null, archived(), START))
                .isInstanceOf(IllegalStateException.class);
    }

    private static boolean shownNow(DataTypeState state, boolean admin, String key) {
        return state.shownNow(admin).test(key(key));
    }

    private static boolean shownInHistory(DataTypeState state, boolean admin, String key) {
        return state.shownInHistory(admin).test(key(key));
    }

    private static DataTypeState fold(DataTypeDefined first, DataTypeEvent... others) {
        var state = DataTypeState.evolve(null, first, START);
        for (var event : others) {
            state = DataTypeState.evolve(state, event, state.updatedAt().plusSeconds(1));
        }
        return state;
    }

    private static DataTypeDefined defined(AField... fields) {
        return new DataTypeDefined(WORKSPACE, 1, "Visit", "visit", null, true, definitions(fields), ACCESS, ANN);
    }

    private static DataTypeRevised revised(AField... fields) {
        return new DataTypeRevised(WORKSPACE, 1, "visit", "Revised", "More", definitions(fields), ACCESS, ANN);
    }

    private static DataTypeArchived archived() {
        return new DataTypeArchived(WORKSPACE, 1, "visit", ANN);
    }

    private static DataTypeUnarchived unarchived() {
        return new DataTypeUnarchived(WORKSPACE, 1, "visit", ANN);
    }

    private static DataTypeDeleted deleted() {
        return new DataTypeDeleted(WORKSPACE, 1, "visit", ANN);
    }

    private static List<FieldDefinition> definitions(AField... fields) {
        return Arrays.stream(fields).map(AField::definition).toList();
    }

    private static FieldKey key(String stored) {
        var parts = stored.split("@", -1);
        return new FieldKey(parts[0], parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }
}
