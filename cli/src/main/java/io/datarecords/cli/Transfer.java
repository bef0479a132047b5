package io.datarecords.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies what the service sends. */
final class Transfer {

    private static final int BUFFER = 1 << 16;

    private Transfer() {}

    /**
     * Copies everything.
     *
     * @throws Failure if the service breaks off
     */
    static long all(InputStream content, OutputStream out, Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
            out.write(buffer, 0, read);
            copied += read;
            progress.to(copied, 0);
        }
        return copied;
    }

    private static int next(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw Failure.unreachable("the service broke off: " + e.getMessage());
        }
    }
}
