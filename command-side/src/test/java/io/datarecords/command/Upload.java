package io.datarecords.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends rows and reads their answers in turns, which the JDK's own does not. */
public final class Upload implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answers;

    private Upload(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Begins an import of so many bytes.
     *
     * @param path below the workspace
     */
    public static Upload begin(int port, Api.Client client, String path, int bytes) throws IOException {
        var upload = new Upload(new Socket("localhost", port));
        // To HTTP/1.0 nothing is answered in chunks.
        upload.send("POST /api/v2/w/" + client.workspace() + path
                + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + client.token()
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + bytes + "\r\n\r\n");
        return upload;
    }

    public void send(String rows) throws IOException {
        socket.getOutputStream().write(rows.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends no more, whatever was announced. */
    public void breakOff() throws IOException {
        socket.shutdownOutput();
    }

    /** The lines of the answer, without its head. */
    public List<String> answers() {
        return answers.lines().filter(line -> line.startsWith("{")).toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
