package io.datarecords.edge;

import io.datarecords.api.Consistency;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Pattern;

/** What clients would rather have (RFC 7240). A preference that is not known here, or malformed, is passed over. */
final class Preferences {

    private static final String HEADER = "Prefer";
    private static final Pattern EVENTUAL =
            Pattern.compile("\\s*consistency\\s*=\\s*\"?eventual\"?\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private Preferences() {}

    /** How fresh the answer must be; where that is a preference, the answer says that it was honoured. */
    static Consistency applied(HttpServletRequest request, HttpServletResponse response) {
        var consistency = consistency(request);
        if (consistency == Consistency.EVENTUAL) {
            response.setHeader("Preference-Applied", "consistency=eventual");
        }
        return consistency;
    }

    private static Consistency consistency(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HEADER)).stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .anyMatch(preference -> EVENTUAL.matcher(preference).matches())
                ? Consistency.EVENTUAL
                : Consistency.FRESH;
    }
}
