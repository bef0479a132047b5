package io.datarecords.command.record;

import io.datarecords.api.Rejected;
import io.datarecords.edge.JsonBodies;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.MalformedJson;
import io.datarecords.edge.RowReader;
import io.datarecords.edge.RowTooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of an upload, each a body that a single request might have. One that breaks off ends there. */
final class ImportBody implements Supplier<@Nullable Row> {

    private final RowReader rows;
    private final Function<byte[], JsonBody> reading;
    private boolean hasBrokenOff;

    private ImportBody(RowReader rows, Function<byte[], JsonBody> reading) {
        this.rows = rows;
        this.reading = reading;
    }

    static ImportBody ofJson(InputStream upload, JsonBodies json) {
        return new ImportBody(RowReader.ofLines(upload), json::body);
    }

    /** @throws Rejected if the first row does not name the columns as it has to */
    static ImportBody ofCsv(InputStream upload, Import asked, JsonBodies json) throws IOException {
        var rows = RowReader.ofCsv(upload);
        return new ImportBody(rows, CsvBody.of(rows.next(), asked, json)::read);
    }

    @Override
    public @Nullable Row get() {
        byte[] row = next();
        if (row == null) {
            return null;
        }
        try {
            return new Row(row.length, RecordBody.forCreate(reading.apply(RowReader.whole(row))), null);
        } catch (Rejected | MalformedJson | RowTooLarge unreadable) {
            return new Row(row.length, null, unreadable);
        }
    }

    private byte @Nullable [] next() {
        try {
            return rows.next();
        } catch (IOException e) {
            hasBrokenOff = true;
            return null;
        }
    }

    /** Whether there may have been more rows than those that came. */
    boolean hasBrokenOff() {
        return hasBrokenOff;
    }
}
