package io.datarecords.edge;

import io.datarecords.api.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: the client's own name for a request that it may send again.
 *
 * @param value 1 to 255 visible ASCII characters, or null if there is no such header
 */
public record IdempotencyKey(@Nullable String value) {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern SYNTAX = Pattern.compile("[\\x21-\\x7E]{1,255}");

    static IdempotencyKey of(HttpServletRequest request) {
        var values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return new IdempotencyKey(null);
        }
        if (values.size() > 1 || !SYNTAX.matcher(values.getFirst()).matches()) {
            throw Rejected.invalid(HEADER, "syntax", "must be one key of 1 to 255 visible ASCII characters");
        }
        return new IdempotencyKey(values.getFirst());
    }
}
