package io.datarecords.edge;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * An answer with its version. Controllers return it, bare or in a {@link ResponseEntity}; the client gets the body,
 * with an {@code ETag} and the headers that keep caches from showing it to anyone else.
 *
 * @param version the version of the record or data type
 */
public record Tagged<T>(T body, long version) {

    /** 304: the client has this version already. */
    public static <T> ResponseEntity<Tagged<T>> notModified(long version) {
        var headers = new HttpHeaders();
        write(version, headers);
        return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
    }

    void writeTo(HttpHeaders headers) {
        write(version, headers);
    }

    private static void write(long version, HttpHeaders headers) {
        headers.setETag(ETags.of(version));
        headers.setCacheControl("private, no-cache");
        headers.set(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
}
