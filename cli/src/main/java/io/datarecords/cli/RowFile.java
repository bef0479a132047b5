package io.datarecords.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is read row by row; rows without anything in them are none. In CSV a row may go on after a line's end. */
final class RowFile implements AutoCloseable {

    private final InputStream file;
    private final boolean isCsv;
    private long position;

    private RowFile(InputStream file, boolean isCsv) {
        this.file = file;
        this.isCsv = isCsv;
    }

    static RowFile open(Path file, boolean isCsv) throws IOException {
        return new RowFile(new BufferedInputStream(Files.newInputStream(file)), isCsv);
    }

    /** The next row, ended by a line feed; null after the last. */
    byte @Nullable [] next() throws IOException {
        byte[] row = line();
        while (row != null && new String(row, StandardCharsets.ISO_8859_1).isBlank()) {
            row = line();
        }
        return row;
    }

    private byte @Nullable [] line() throws IOException {
        var line = new ByteArrayOutputStream();
        var quotes = new Quotes();
        int next = file.read();
        for (; next >= 0 && (next != '\n' || (isCsv && quotes.areOpen())); next = file.read()) {
            quotes.pass(next);
            line.write(next);
        }
        if (next < 0 && line.size() == 0) {
            return null;
        }
        line.write('\n');
        position += line.size();
        return line.toByteArray();
    }

    /** How many bytes have been read. */
    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
