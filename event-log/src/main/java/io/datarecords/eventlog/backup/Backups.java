package io.datarecords.eventlog.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** A folder with the backups of one log, and the register of its deletions beside them. */
public final class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String DRAFT = ".draft-";

    private final Path folder;
    private final Register register;

    public Backups(Path folder) {
        this.folder = folder;
        this.register = new Register(folder);
    }

    public Register register() {
        return register;
    }

    /**
     * Backs up the log as it stands now, while others go on writing it. The backup is whole or not there; the register is
     * written after its events, so that it has every record that was erased while they were read. What a killed one left
     * is deleted: it has values that nobody would look for.
     */
    public Backup take(DataSource database, Meter meter) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                // Two that are started at once take turns, so that whatever draft is there is nobody's.
                var _ = lock.lock()) {
            deleteDrafts();
            return takeAlone(database, meter);
        }
    }

    private void deleteDrafts() throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
            for (var each : drafts) {
                Draft.delete(each);
            }
        }
    }

    private Backup takeAlone(DataSource database, Meter meter) throws SQLException, IOException {
        var now = Instant.now();
        var draft = Files.createTempDirectory(folder, DRAFT);
        try {
            var manifest = write(new Draft(draft, meter), database, now);
            var whole = folder.resolve(NAME.format(now));
            Whole.move(draft, whole);
            return new Backup(whole, manifest);
        } finally {
            Draft.delete(draft);
        }
    }

    private Manifest write(Draft draft, DataSource database, Instant now) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var head = Head.of(connection);
            register.requireOf(head.log());
            var events = draft.write(connection, head);
            register.update(database);
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    head.log(),
                    head.position(),
                    head.goesOn(),
                    head.time(),
                    now,
                    head.idBlock(),
                    register.state().position(),
                    events.count(),
                    events.sha256());
            draft.write(manifest);
            return manifest;
        }
    }

    /** The backups that there are, oldest first. */
    public List<Backup> all() throws IOException {
        try (var folders = Files.newDirectoryStream(folder, "[0-9]*")) {
            var backups = new ArrayList<Backup>();
            for (var each : folders) {
                backups.add(Backup.in(each));
            }
            backups.sort(Comparator.comparing(Backup::name));
            return backups;
        }
    }
}
