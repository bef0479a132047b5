package io.datarecords.command.publication;

import static io.datarecords.eventlog.TestLog.ACTOR;
import static io.datarecords.eventlog.TestLog.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.DomainEvent;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.TypeAccess;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeArchived;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeDefined;
import io.datarecords.api.datatype.DataTypeEvent.DataTypeRevised;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.command.publication.EventMessage.Header;
import io.datarecords.eventlog.LoggedEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventMessagesTest {

    private static final UUID EVENT = UUID.fromString("0d9b7c9a-0000-4000-8000-000000000002");
    private static final Instant AT = Instant.parse("2026-11-24T00:49:38.093366Z");

    private static final String COMMON = """
            {"position":41,"version":3,"workspace":"6d1f2c1e-0000-4000-8000-000000000001","dataTypeId":1,\
            "dataTypeSlug":"visit","by":{"memberId":7,"subject":"tester"},"at":"2026-11-24T00:49:38.093366Z\"""";

    private static final TypeAccess ACCESS = new TypeAccess(
            List.of(new Grant("nurse", List.of(Action.LIST_ALL, Action.CREATE))), List.of(MemberAction.READ));

    private static final FieldDefinition FIELD = new FieldDefinition(
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

    private static final String DEFINITION = """
            "fields":[{"name":"Weight","slug":"weight","fieldType":"number","required":true,"shouldIndex":true,\
            "isAdminOnly":false,"isExternalId":false,"default":1.50,"options":[],"rules":{"scale":2}}],\
            "grants":[{"role":"nurse","actions":["list_all","create"]}],"memberAccess":["read"]}""";

    @Test
    void a_record_event_is_addressed_by_its_record() {
        var message = message(new RecordDeleted(WORKSPACE, 10, 1, 7L, ACTOR));

        assertThat(message.type()).isEqualTo("RecordDeleted");
        assertThat(message.id()).isEqualTo(EVENT);
        assertThat(message.key()).isEqualTo("record/10/3");
        assertThat(message.partitionId()).isEqualTo(10);
        assertThat(message.headers())
                .containsExactly(
                        new Header("ce_specversion", "1.0"),
                        new Header("ce_id", EVENT.toString()),
                        new Header("ce_type", "RecordDeleted"),
                        new Header("ce_source", "/api/v2/w/" + WORKSPACE),
                        new Header("ce_subject", "data-types/1/records/10"),
                        new Header("ce_time", "2026-11-24T00:49:38.093366Z"),
                        new Header("ce_dataschema", "https://datarecords.io/schemas/RecordDeleted.1.json"),
                        new Header("ce_position", "41"),
                        new Header("ce_version", "3"),
                        new Header("content-type", "application/json"));
    }

    @Test
    void a_data_types_event_is_addressed_by_its_type() {
        var message = message(new DataTypeArchived(WORKSPACE, 1, "visit", ACTOR));

        assertThat(message.key()).isEqualTo("type/1/3");
        assertThat(message.partitionId()).isEqualTo(1);
        assertThat(message.headers())
                .contains(new Header("ce_type", "DataTypeArchived"), new Header("ce_subject", "data-types/1"));
        assertThat(json(message)).isEqualTo(COMMON + "}");
    }

    @Test
    void what_there_is_none_of_is_there_as_null() {
        var created =
                new RecordCreated(WORKSPACE, 10, 1, 2, null, null, null, FieldValues.NONE, new Actor(null, "service"));

        assertThat(json(message(created)))
                .isEqualTo(COMMON.replace("7,\"subject\":\"tester\"", "null,\"subject\":\"service\"") + """
                        ,"recordId":10,"memberId":null,"externalId":null,"assignmentTaskId":null,"dataTypeVersion":2,\
                        "fieldValues":{}}""");
    }

    @Test
    void values_stand_under_slugs_and_numbers_are_exact_and_plain() {
        var values = new LinkedHashMap<String, Object>();
        values.put("text", "Grüße \uD83D\uDE00 \"\n");
        values.put("weight@3", new BigDecimal("12345678901234567890.1234567890"));
        values.put("tiny", new BigDecimal("1.0E-30"));
        values.put("huge", new BigDecimal("1E+30"));
        values.put("whole", new BigInteger("12345678901234567890123"));
        values.put("count", 9_007_199_254_740_993L);
        values.put("done", true);
        values.put("tags", List.of("a", "b"));
        var deep = new LinkedHashMap<String, Object>();
        deep.put("b@1", List.of(1L, Map.of(), new BigDecimal("2.50")));
        deep.put("a", null);
        values.put("json@12", deep);
        var expected = """
                {"text":"Grüße \uD83D\uDE00 \\"\\n","weight":12345678901234567890.1234567890,\
                "tiny":0.0000000000000000000000000000010,"huge":1000000000000000000000000000000,\
                "whole":12345678901234567890123,"count":9007199254740993,"done":true,"tags":["a","b"],\
                "json":{"b@1":[1,{},2.50],"a":null}}""";

        var created = new RecordCreated(WORKSPACE, 10, 1, 2, 7L, "ext-1", 5L, new FieldValues(values), ACTOR);
        assertThat(json(message(created))).isEqualTo(COMMON + """
                ,"recordId":10,"memberId":7,"externalId":"ext-1","assignmentTaskId":5,"dataTypeVersion":2,\
                "fieldValues":""" + expected + "}");
        var updated = new FieldsUpdated(WORKSPACE, 10, 1, 2, 7L, new FieldValues(values), ACTOR);
        assertThat(json(message(updated)))
                .isEqualTo(
                        COMMON + ",\"recordId\":10,\"memberId\":7,\"dataTypeVersion\":2,\"changes\":" + expected + "}");
    }

    @Test
    void a_cleared_value_is_null() {
        var changes = new LinkedHashMap<String, Object>();
        changes.put("a@2", null);

        assertThat(json(message(new FieldsUpdated(WORKSPACE, 10, 1, 2, 7L, new FieldValues(changes), ACTOR))))
                .endsWith("\"changes\":{\"a\":null}}");
    }

    @Test
    void a_deletion_holds_no_values() {
        assertThat(json(message(new RecordDeleted(WORKSPACE, 10, 1, 7L, ACTOR))))
                .isEqualTo(COMMON + ",\"recordId\":10,\"memberId\":7}");
    }

    @Test
    void a_definition_is_whole_and_as_in_the_rest_api() {
        var fields = List.of(FIELD);

        assertThat(json(message(
                        new DataTypeDefined(WORKSPACE, 1, "Visit", "visit", null, true, fields, ACCESS, ACTOR))))
                .isEqualTo(COMMON + ",\"name\":\"Visit\",\"description\":null,\"isCollection\":true," + DEFINITION);
        assertThat(json(message(new DataTypeRevised(WORKSPACE, 1, "visit", "Visits", "what", fields, ACCESS, ACTOR))))
                .isEqualTo(COMMON + ",\"name\":\"Visits\",\"description\":\"what\"," + DEFINITION);
    }

    private static EventMessage message(DomainEvent event) {
        return EventMessages.of(new LoggedEvent(41, EVENT, "any", 2, AT, event, Map.of()), "visit");
    }

    private static String json(EventMessage message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }
}
