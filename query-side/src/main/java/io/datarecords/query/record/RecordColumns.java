package io.datarecords.query.record;

import static io.datarecords.query.export.ColumnType.Plain.DATE;
import static io.datarecords.query.export.ColumnType.Plain.FLAG;
import static io.datarecords.query.export.ColumnType.Plain.INSTANT;
import static io.datarecords.query.export.ColumnType.Plain.JSON;
import static io.datarecords.query.export.ColumnType.Plain.TEXT;
import static io.datarecords.query.export.ColumnType.Plain.TEXTS;
import static io.datarecords.query.export.ColumnType.Plain.TIME;
import static io.datarecords.query.export.ColumnType.Plain.WHOLE;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.query.export.Column;
import io.datarecords.query.export.ColumnType;
import io.datarecords.query.views.StoredJson;
import java.util.List;
import java.util.stream.Stream;

/** The columns of exported records: what every record has, and then one for each field. */
final class RecordColumns {

    private static final List<Column<DataRecordView>> OF_EVERY_TYPE = List.of(
            new Column<>("id", WHOLE, DataRecordView::id),
            new Column<>("memberId", WHOLE, DataRecordView::memberId),
            new Column<>("externalId", TEXT, DataRecordView::externalId),
            new Column<>("assignmentTaskId", WHOLE, DataRecordView::assignmentTaskId),
            new Column<>("version", WHOLE, DataRecordView::version),
            new Column<>("createdAt", INSTANT, DataRecordView::createdAt),
            new Column<>("updatedAt", INSTANT, DataRecordView::updatedAt));

    private RecordColumns() {}

    /** @param admin whether admin-only fields are among them */
    static List<Column<DataRecordView>> of(DataTypeState type, NumberRules numbers, boolean admin) {
        var fields = type.fields().stream()
                .filter(field -> admin || !field.isAdminOnly())
                .map(field -> column(field, numbers));
        return Stream.concat(OF_EVERY_TYPE.stream(), fields).toList();
    }

    private static Column<DataRecordView> column(FieldDefinition field, NumberRules numbers) {
        var type = type(field, numbers);
        return new Column<>(field.slug(), type, record -> {
            var value = record.fieldValues().get(field.slug());
            return value != null && type == JSON ? StoredJson.write(value) : value;
        });
    }

    private static ColumnType type(FieldDefinition field, NumberRules numbers) {
        return switch (field.fieldType()) {
            case "integer", "record", "member" -> WHOLE;
            case "number" -> numbers.columnType(field.key());
            case "boolean" -> FLAG;
            case "date" -> DATE;
            case "time" -> TIME;
            case "datetime" -> INSTANT;
            case "multi_select" -> TEXTS;
            case "json" -> JSON;
            default -> TEXT;
        };
    }
}
