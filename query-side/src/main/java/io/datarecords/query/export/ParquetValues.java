package io.datarecords.query.export;

import io.datarecords.query.export.ColumnType.Exact;
import io.datarecords.query.export.ColumnType.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Values as Parquet stores them. */
final class ParquetValues {

    private ParquetValues() {}

    static void write(ColumnType type, Object value, RecordConsumer to) {
        switch (type) {
            case Exact(int scale) -> to.addBinary(decimal(value, scale));
            case Plain.WHOLE -> to.addLong(((Number) value).longValue());
            case Plain.APPROXIMATE -> to.addDouble(((Number) value).doubleValue());
            case Plain.FLAG -> to.addBoolean((Boolean) value);
            case Plain.DATE ->
                to.addInteger((int) LocalDate.parse(value.toString()).toEpochDay());
            case Plain.TIME -> to.addLong(LocalTime.parse(value.toString()).toNanoOfDay() / 1_000);
            case Plain.INSTANT -> to.addLong(micros(value));
            case Plain.TEXT, Plain.JSON -> to.addBinary(Binary.fromString((String) value));
            case Plain.TEXTS -> writeList((List<?>) value, to);
        }
    }

    private static long micros(Object value) {
        var instant = value instanceof Instant known ? known : Instant.parse(value.toString());
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Binary decimal(Object value, int scale) {
        var unscaled = new BigDecimal(value.toString())
                .setScale(scale, RoundingMode.UNNECESSARY)
                .unscaledValue();
        var bytes = new byte[ParquetSchema.DECIMAL_BYTES];
        var digits = unscaled.toByteArray();
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static void writeList(List<?> texts, RecordConsumer to) {
        to.startGroup();
        if (!texts.isEmpty()) {
            to.startField("list", 0);
            for (var text : texts) {
                to.startGroup();
                to.startField("element", 0);
                to.addBinary(Binary.fromString((String) text));
                to.endField("element", 0);
                to.endGroup();
            }
            to.endField("list", 0);
        }
        to.endGroup();
    }
}
