package io.datarecords.eventlog.backup;

import io.datarecords.eventlog.ExactJson;
import io.datarecords.eventlog.backup.EventLines.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Every deletion of a log, in the order in which they were made, without values: what a restore must erase again. It is
 * only ever appended to, so that bringing it up to date costs what was deleted since.
 */
public final class Register {

    private final Path lines;
    private final Path state;

    Register(Path folder) {
        this.lines = folder.resolve("deletions.ndjson");
        this.state = folder.resolve("deletions.json");
    }

    /**
     * How far the register is.
     *
     * @param log      which log it is of
     * @param position every deletion up to there is in it
     * @param time     when that was so
     * @param bytes    how long the file is then; what is behind that is half an attempt
     */
    public record State(UUID log, long position, Instant time, long bytes) {}

    /**
     * Adds the deletions that were made since.
     *
     * @return how many
     * @throws Refusal if this is the register of another log
     */
    public long update(DataSource database) throws SQLException, IOException {
        Files.createDirectories(Whole.folderOf(lines));
        try (var connection = database.getConnection();
                var file = FileChannel.open(lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                // Two that are started at once, as by cron, take turns.
                var _ = file.lock()) {
            connection.setAutoCommit(false);
            var now = Instant.now();
            var head = Head.of(connection);
            var known = Files.exists(state) ? state() : new State(head.log(), 0, now, 0);
            require(known, head, file.size());
            file.truncate(known.bytes()).position(known.bytes());
            long added = append(file, connection, known.position(), head.position());
            file.force(true);
            long position = Math.max(known.position(), head.position());
            Whole.write(
                    state, ExactJson.mapper().writeValueAsString(new State(known.log(), position, now, file.size())));
            return added;
        }
    }

    private void require(State known, Head head, long size) {
        requireOf(head.log());
        if (head.goesOn() < known.position()) {
            throw new Refusal(lines + " has the deletions up to position " + known.position()
                    + " of a log that ends at " + head.position() + ": it has been set back by other means than a"
                    + " restore, and what was erased since may be in it again");
        }
        if (size < known.bytes()) {
            throw new Refusal(lines + ": " + size + " bytes (expected: " + known.bytes() + " or more)");
        }
    }

    /** @throws Refusal if it is the register of another log */
    void requireOf(UUID log) {
        if (Files.exists(state) && !state().log().equals(log)) {
            throw new Refusal(lines + " is the register of another log, which began with event " + state().log()
                    + " (expected: " + log + ")");
        }
    }

    private static long append(FileChannel file, Connection connection, long after, long head)
            throws SQLException, IOException {
        long added = 0;
        long from = after;
        for (var end = EventLines.endOfPage(connection, from, head);
                end.isPresent();
                end = EventLines.endOfPage(connection, from, head)) {
            var page = EventLines.deletions(connection, from, end.getAsLong());
            write(file, page);
            added += page.size();
            from = end.getAsLong();
        }
        return added;
    }

    private static void write(FileChannel file, List<Line> page) throws IOException {
        for (var line : page) {
            var bytes = ByteBuffer.wrap((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    /** @throws Refusal if there is no register */
    public State state() {
        if (!Files.exists(state)) {
            throw new Refusal(state + " is missing: without the register, what was erased since would come back");
        }
        return ExactJson.mapper().readValue(state, State.class);
    }

    /** Hands over the deletions, oldest first. */
    void each(LineConsumer consumer) throws IOException, SQLException {
        long left = state().bytes();
        if (Files.size(lines) < left) {
            throw new Refusal(lines + ": " + Files.size(lines) + " bytes (expected: " + left + " or more)");
        }
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(lines), StandardCharsets.UTF_8))) {
            while (left > 0) {
                var line = Objects.requireNonNull(reader.readLine());
                left -= line.getBytes(StandardCharsets.UTF_8).length + 1;
                consumer.accept(line);
            }
        }
    }
}
