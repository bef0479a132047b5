package io.datarecords.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** In what rows may be written. */
public enum ExportFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** How the names of such files end. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A writer of such rows; what comes before the first of them is written already. */
    public <T> RowWriter<T> writer(Table<T> table, OutputStream out) throws IOException {
        return switch (this) {
            case CSV -> new CsvWriter<>(table.columns(), out);
            case NDJSON -> new LineWriter<>(table, out);
            case PARQUET -> new ParquetWriter<>(table.columns(), out);
        };
    }
}
