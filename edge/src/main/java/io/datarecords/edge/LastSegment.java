package io.datarecords.edge;

import io.datarecords.api.Rejected;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The last segment of the path as the text that it stands for, whatever its characters are. A path variable will not do:
 * what is no UTF-8 it replaces, and from a semicolon on it says nothing.
 */
public record LastSegment(String text) {

    static LastSegment of(HttpServletRequest request) {
        var path = request.getRequestURI();
        try {
            return new LastSegment(PercentEncoded.decode(path.substring(path.lastIndexOf('/') + 1)));
        } catch (IllegalArgumentException malformed) {
            throw Rejected.invalid("path", "encoding", "must be percent-encoded UTF-8");
        }
    }
}
