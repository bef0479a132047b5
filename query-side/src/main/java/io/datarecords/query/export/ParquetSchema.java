package io.datarecords.query.export;

import io.datarecords.query.export.ColumnType.Exact;
import io.datarecords.query.export.ColumnType.Plain;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The columns of a table as Parquet has them, all of them optional: for what encodes the values, which needs to know how
 * they are stored, and for the footer, which also tells what they mean.
 */
record ParquetSchema(MessageType message, List<SchemaElement> elements) {

    static final int DECIMAL_DIGITS = 38;
    static final int DECIMAL_BYTES = 16;

    private static final TimeUnit MICROS = TimeUnit.MICROS(new MicroSeconds());

    static <T> ParquetSchema of(List<Column<T>> columns) {
        var message = Types.buildMessage();
        var elements = new ArrayList<SchemaElement>();
        elements.add(new SchemaElement("rows").setNum_children(columns.size()));
        for (var column : columns) {
            message.addField(stored(column));
            elements.addAll(described(column));
        }
        return new ParquetSchema(message.named("rows"), elements);
    }

    List<ColumnDescriptor> leaves() {
        return message.getColumns();
    }

    private static org.apache.parquet.schema.Type stored(Column<?> column) {
        if (column.type() == Plain.TEXTS) {
            return Types.optionalList()
                    .optionalElement(PrimitiveTypeName.BINARY)
                    .named(column.name());
        }
        var type = Types.optional(primitive(column.type()));
        return column.type() instanceof Exact
                ? type.length(DECIMAL_BYTES).named(column.name())
                : type.named(column.name());
    }

    private static PrimitiveTypeName primitive(ColumnType type) {
        return switch (type) {
            case Exact _ -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
            case Plain.WHOLE, Plain.TIME, Plain.INSTANT -> PrimitiveTypeName.INT64;
            case Plain.APPROXIMATE -> PrimitiveTypeName.DOUBLE;
            case Plain.FLAG -> PrimitiveTypeName.BOOLEAN;
            case Plain.DATE -> PrimitiveTypeName.INT32;
            case Plain.TEXT, Plain.JSON, Plain.TEXTS -> PrimitiveTypeName.BINARY;
        };
    }

    private static List<SchemaElement> described(Column<?> column) {
        var element = optional(column.name());
        if (column.type() == Plain.TEXTS) {
            return List.of(
                    element.setNum_children(1)
                            .setConverted_type(ConvertedType.LIST)
                            .setLogicalType(LogicalType.LIST(new ListType())),
                    new SchemaElement("list")
                            .setRepetition_type(FieldRepetitionType.REPEATED)
                            .setNum_children(1),
                    text(optional("element")));
        }
        element.setType(written(primitive(column.type())));
        return List.of(
                switch (column.type()) {
                    case Exact(int scale) ->
                        element.setType_length(DECIMAL_BYTES)
                                .setPrecision(DECIMAL_DIGITS)
                                .setScale(scale)
                                .setConverted_type(ConvertedType.DECIMAL)
                                .setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, DECIMAL_DIGITS)));
                    case Plain.DATE ->
                        element.setConverted_type(ConvertedType.DATE).setLogicalType(LogicalType.DATE(new DateType()));
                    case Plain.TIME -> element.setLogicalType(LogicalType.TIME(new TimeType(false, MICROS)));
                    case Plain.INSTANT ->
                        element.setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                                .setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, MICROS)));
                    case Plain.JSON ->
                        element.setConverted_type(ConvertedType.JSON).setLogicalType(LogicalType.JSON(new JsonType()));
                    case Plain.TEXT -> text(element);
                    case Plain.WHOLE, Plain.APPROXIMATE, Plain.FLAG, Plain.TEXTS -> element;
                });
    }

    /** What the footer calls a type; all but one are called the same. */
    static Type written(PrimitiveTypeName type) {
        return type == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(type.name());
    }

    private static SchemaElement optional(String name) {
        return new SchemaElement(name).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static SchemaElement text(SchemaElement element) {
        return element.setType(Type.BYTE_ARRAY)
                .setConverted_type(ConvertedType.UTF8)
                .setLogicalType(LogicalType.STRING(new StringType()));
    }
}
