package io.datarecords.standalone;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/** What is for trying things out is for whoever sits at this machine. */
final class OwnMachine {

    /** By other names a web page elsewhere could reach this machine through its visitor's browser. */
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

    private OwnMachine() {}

    /**
     * Refuses a request from elsewhere.
     *
     * @param action completes "You may not …"
     */
    static void require(HttpServletRequest request, String action) {
        if (!ADDRESSES.contains(request.getRemoteAddr())
                || !NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            throw new Rejected(new Rejection.Forbidden(action + " except from this machine, as localhost"));
        }
    }
}
