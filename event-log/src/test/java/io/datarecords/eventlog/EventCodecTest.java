package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.ACTOR;
import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDeleted;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeUnarchived;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    static Stream<DomainEvent> events() {
        var access = new TypeAccess(
                List.of(new Grant("nurse", List.of(Action.LIST_ALL, Action.CREATE))), List.of(MemberAction.READ));
        var field = new FieldDefinition(
                "Weight",
                "weight",
                "number",
                true,
                true,
                false,
                false,
                new BigDecimal("1.50"),
                List.of(),
                Map.of("scale", 2L),
                3);
        return Stream.of(
                new RecordCreated(WORKSPACE, 10, 1, 3, 7L, "ext-1", 5L, values(), ACTOR),
                new FieldsUpdated(WORKSPACE, 10, 1, 3, null, values(), new Actor(null, "service")),
                new RecordDeleted(WORKSPACE, 10, 1, 7L, ACTOR),
                new DataTypeDefined(WORKSPACE, 1, "Visit", "visit", "what", true, List.of(field), access, ACTOR),
                new DataTypeRevised(WORKSPACE, 1, "visit", "Visits", null, List.of(field), access, ACTOR),
                new DataTypeArchived(WORKSPACE, 1, "visit", ACTOR),
                new DataTypeUnarchived(WORKSPACE, 1, "visit", ACTOR),
                new DataTypeDeleted(WORKSPACE, 1, "visit", ACTOR));
    }

    private static FieldValues values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("text", "Grüße \uD83D\uDE00");
        values.put("weight@3", new BigDecimal("12345678901234567890.1234567890"));
        values.put("count", 3L);
        values.put("done", true);
        values.put("tags", List.of("a", "b"));
        values.put("json", Map.of("deep", List.of(1L, Map.of())));
        values.put("cleared", null);
        return new FieldValues(values);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSurvivesItsJson(DomainEvent event) {
        var read = EventCodec.event(EventCodec.nameOf(event), EventCodec.revisionOf(event), EventCodec.payload(event));

        assertThat(read).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatWasWrittenInRevisionOneIsStillRead(DomainEvent event) {
        var name = EventCodec.nameOf(event);

        assertThat(EventCodec.event(name, 1, RecordedEvent.of(name, 1).payload()))
                .isEqualTo(event);
    }

    @Test
    void aWholeNumberIsReadHoweverLargeItIs() {
        var number = new BigInteger("12345678901234567890123");
        var event = TestLog.created(10, 1, 7L, Map.of("number", number, "json", List.of(number, 1L)));

        assertThat(EventCodec.event("RecordCreated", 1, EventCodec.payload(event)))
                .isEqualTo(event);
    }

    @Test
    void aNumberIsReadHoweverLongItIsWhenWrittenOutPlainly() {
        var number = new BigDecimal("1." + "7".repeat(990) + "e-400");
        var event = TestLog.created(10, 1, 7L, Map.of("json", number));

        assertThat(EventCodec.event("RecordCreated", 1, EventCodec.payload(event)))
                .isEqualTo(event);
    }

    @Test
    void anEventOfALaterReleaseIsNamed() {
        assertThatThrownBy(() -> EventCodec.event("RecordMoved", 1, "{}")).hasMessageContaining("RecordMoved");
        assertThatThrownBy(() -> EventCodec.event("RecordCreated", 2, "{}")).hasMessageContaining("revision 2");
    }

    @Test
    void everyRevisionOfEveryEventWasRecordedAndIsRead() {
        var revisions = EventCodec.names().stream()
                .flatMap(name -> IntStream.rangeClosed(1, Upcasters.OF_TODAY.revisionOf(name))
                        .mapToObj(revision -> name + "." + revision));

        assertThat(RecordedEvent.all())
                .allSatisfy(recorded ->
                        assertThat(EventCodec.nameOf(recorded.event())).isEqualTo(recorded.name()))
                .extracting(recorded -> recorded.name() + "." + recorded.revision())
                .containsExactlyInAnyOrderElementsOf(revisions.toList());
    }
}
