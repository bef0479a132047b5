package io.datarecords.eventlog.backup;

import io.datarecords.eventlog.ExactJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A log as it was when it was backed up: its events, in a folder of their own. */
public record Backup(Path folder, Manifest manifest) {

    static final String EVENTS = "events.ndjson.gz";
    static final String MANIFEST = "manifest.json";

    private static final int BUFFER = 1 << 16;

    static Backup in(Path folder) {
        var manifest = ExactJson.mapper().readValue(folder.resolve(MANIFEST), Manifest.class);
        if (manifest.format() != Manifest.FORMAT) {
            throw new Refusal(folder + ": format " + manifest.format() + " (expected: " + Manifest.FORMAT
                    + "); it was written by another release");
        }
        return new Backup(folder, manifest);
    }

    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /** @throws Refusal if the file is not as it was written */
    void requireWhole() throws IOException {
        var digest = sha256();
        try (var file = new DigestInputStream(Files.newInputStream(folder.resolve(EVENTS)), digest)) {
            file.transferTo(OutputStream.nullOutputStream());
        }
        var found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(manifest.sha256())) {
            throw new Refusal(folder.resolve(EVENTS) + ": SHA-256 " + found + " (expected: " + manifest.sha256()
                    + "); the file is not what was written");
        }
    }

    /** Hands over the events in the order of the log. */
    void each(LineConsumer consumer) throws IOException, SQLException {
        try (var file = Files.newInputStream(folder.resolve(EVENTS));
                var lines = lines(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(line);
            }
        }
    }

    private static BufferedReader lines(InputStream file) throws IOException {
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(file, BUFFER), StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
