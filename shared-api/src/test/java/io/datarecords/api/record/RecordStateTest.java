package io.datarecords.api.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.access.Actor;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordStateTest {

    private static final UUID WORKSPACE = new UUID(0, 1);
    private static final Actor ANN = new Actor(7L, "ann");
    private static final Instant START = Instant.parse("2024-01-15T12:00:00Z");

    private final RecordState created = RecordState.evolve(
            null,
            new RecordCreated(
                    WORKSPACE, 9, 1, 1, 7L, "A-1", 3L, new FieldValues(Map.of("age", 7L, "name", "Ann")), ANN),
            START);

    @Test
    void a_record_starts_at_version_1_with_its_values() {
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.values().byKey()).isEqualTo(Map.of("age", 7L, "name", "Ann"));
        assertThat(created.updatedAt()).isEqualTo(START);
    }

    @Test
    void an_update_changes_what_it_names() {
        var updated = RecordState.evolve(created, updated(Collections.singletonMap("age", null)), START.plusSeconds(1));

        assertThat(updated.version()).isEqualTo(2);
        assertThat(updated.values().byKey()).isEqualTo(Map.of("name", "Ann"));
        assertThat(updated.externalId()).isEqualTo("A-1");
        assertThat(updated.createdAt()).isEqualTo(START);
        assertThat(updated.updatedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void nothing_is_left_of_a_deleted_record() {
        assertThat(RecordState.evolve(created, deleted(), START)).isNull();
    }

    @Test
    void a_deletion_and_an_update_without_what_came_before_make_nothing() {
        assertThat(RecordState.evolve(null, deleted(), START)).isNull();
        assertThat(RecordState.evolve(null, updated(Map.of("age", 8L)), START)).isNull();
    }

    private static FieldsUpdated updated(Map<String, Object> changes) {
        return new FieldsUpdated(WORKSPACE, 9, 1, 1, 7L, new FieldValues(changes), ANN);
    }

    private static RecordDeleted deleted() {
        return new RecordDeleted(WORKSPACE, 9, 1, 7L, ANN);
    }
}
