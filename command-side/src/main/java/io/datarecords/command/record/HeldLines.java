package io.datarecords.command.record;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bytes that wait until they may be sent: the first of them in memory, the others in a file that nobody else sees. */
final class HeldLines extends OutputStream {

    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private @Nullable OutputStream overflow;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (overflow == null && memory.size() + length <= IN_MEMORY) {
            memory.write(bytes, offset, length);
        } else {
            overflow().write(bytes, offset, length);
        }
    }

    private OutputStream overflow() throws IOException {
        if (overflow == null) {
            file = FileChannel.open(
                    Files.createTempFile("import-", ".ndjson"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            overflow = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
        }
        return overflow;
    }

    void sendTo(OutputStream response) throws IOException {
        memory.writeTo(response);
        if (file != null && overflow != null) {
            overflow.flush();
            file.position(0);
            Channels.newInputStream(file).transferTo(response);
        }
        response.flush();
    }

    /** Forgets them. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
