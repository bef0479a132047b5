package io.datarecords.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/**
 * An answer of any length, written in the request's own thread no faster than the client reads it. What fails after some
 * of it has been sent ends the connection before the answer's end: no client takes a part for the whole.
 */
public final class Download {

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Download(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** What is written. */
    public interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    /** Answers; HEAD without writing anything. */
    public void answer(String mediaType, String fileName, Content content) throws IOException {
        response.setContentType(mediaType);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
        if (!request.getMethod().equals("HEAD")) {
            content.writeTo(response.getOutputStream());
        }
    }
}
