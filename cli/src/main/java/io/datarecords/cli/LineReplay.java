package io.datarecords.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a history as lines, to files of so many each. What a killed run left after its last whole line is cut off. */
final class LineReplay {

    private static final int LINES_OF_A_PART = 1_000_000;

    private final ReplayFolder folder;
    private OutputStream part = OutputStream.nullOutputStream();
    private long lines;
    private long last;
    private long written;

    LineReplay(ReplayFolder folder) {
        this.folder = folder;
    }

    /** Returns how many events were written. */
    long run(History history, long after, Progress progress) throws IOException {
        resume(after);
        try {
            history.read(last, (line, position) -> {
                write(line);
                last = position;
                progress.to(++written, 0);
            });
        } finally {
            part.close();
        }
        return written;
    }

    private void resume(long after) throws IOException {
        last = after;
        var there = folder.lastPart();
        if (there.isPresent()) {
            last = ReplayFolder.after(there.get());
            readWholeLines(there.get());
            part = new BufferedOutputStream(Files.newOutputStream(there.get(), StandardOpenOption.APPEND));
        } else {
            begin();
        }
    }

    private void readWholeLines(Path file) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "rw");
                var rows = RowFile.open(file, false)) {
            long whole = 0;
            for (byte[] line = rows.next(); line != null && rows.position() <= content.length(); line = rows.next()) {
                whole = rows.position();
                last = History.position(new String(line, StandardCharsets.UTF_8));
                lines++;
            }
            content.setLength(whole);
        }
    }

    private void write(String line) throws IOException {
        if (lines == LINES_OF_A_PART) {
            part.close();
            begin();
        }
        part.write(line.getBytes(StandardCharsets.UTF_8));
        part.write('\n');
        lines++;
    }

    private void begin() throws IOException {
        part = new BufferedOutputStream(Files.newOutputStream(folder.part(last)));
        lines = 0;
    }
}
