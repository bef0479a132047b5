package io.datarecords.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parts an upload into its rows, of which it holds one. A row that is too large is cut off, and the next one is found. */
public final class RowReader {

    private final InputStream upload;
    private final boolean isCsv;

    private RowReader(InputStream upload, boolean isCsv) {
        this.upload = new BufferedInputStream(upload);
        this.isCsv = isCsv;
    }

    /** Each line is a row. */
    public static RowReader ofLines(InputStream upload) {
        return new RowReader(upload, false);
    }

    /** Each line is a row, unless it ends between two quotes (RFC 4180). */
    public static RowReader ofCsv(InputStream upload) {
        return new RowReader(upload, true);
    }

    /** The next row that is not empty, without the end of its line; null after the last. */
    public byte @Nullable [] next() throws IOException {
        byte[] row;
        do {
            row = line();
        } while (row != null && row.length == 0);
        return row;
    }

    /**
     * The row itself.
     *
     * @throws RowTooLarge if it was cut off
     */
    public static byte[] whole(byte[] row) {
        if (row.length > BodyLimitFilter.MAX_BYTES) {
            throw new RowTooLarge();
        }
        return row;
    }

    private byte @Nullable [] line() throws IOException {
        var line = new ByteArrayOutputStream();
        var quotes = new Quotes();
        int next = upload.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && (next != '\n' || (isCsv && quotes.areOpen())); next = upload.read()) {
            quotes.pass(next);
            if (line.size() <= BodyLimitFilter.MAX_BYTES) {
                line.write(next);
            }
        }
        return withoutReturn(line.toByteArray());
    }

    private static byte[] withoutReturn(byte[] line) {
        int last = line.length - 1;
        return last >= 0 && line[last] == '\r' ? Arrays.copyOf(line, last) : line;
    }
}
