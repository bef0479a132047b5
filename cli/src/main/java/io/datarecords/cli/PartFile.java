package io.datarecords.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there as a whole or not at all: until then they stand beside, as {@code .part}, which a failure removes. */
final class PartFile {

    private PartFile() {}

    /** Fills the file with all that comes, and takes the place of one that is there. */
    static long fill(Path file, InputStream content, Progress progress) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long bytes = write(part, content, progress);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long write(Path part, InputStream content, Progress progress) throws IOException {
        try (content;
                var out = Files.newOutputStream(part)) {
            return Transfer.all(content, out, progress);
        }
    }
}
