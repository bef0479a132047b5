package io.datarecords.edge;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of two faults of one request, the first in this list is told: every pair of them that one request can have. */
class WhichErrorWinsTest extends EdgeTest {

    enum Fault {
        NO_TOKEN(401, "unauthenticated"),
        OTHER_WORKSPACE(403, "other-workspace"),
        TOO_LARGE(413, "too-large"),
        NO_JSON(415, "unsupported-media-type"),
        NO_JSON_WANTED(406, "not-acceptable"),
        BROKEN_BODY(400, "malformed-json"),
        UNKNOWN_PROPERTY(400, "invalid"),
        OTHER_VERSION(412, "version-mismatch");

        private final int status;
        private final String kind;

        Fault(int status, String kind) {
            this.status = status;
            this.kind = kind;
        }
    }

    private static final List<Set<Fault>> EXCLUSIVE = List.of(
            EnumSet.of(Fault.TOO_LARGE, Fault.BROKEN_BODY),
            EnumSet.of(Fault.TOO_LARGE, Fault.UNKNOWN_PROPERTY),
            EnumSet.of(Fault.BROKEN_BODY, Fault.UNKNOWN_PROPERTY));

    static Stream<EnumSet<Fault>> pairs() {
        return Arrays.stream(Fault.values())
                .flatMap(one -> Arrays.stream(Fault.values()).map(other -> EnumSet.of(one, other)))
                .distinct()
                .filter(pair -> !EXCLUSIVE.contains(pair));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theFirstInTheList(EnumSet<Fault> faults) {
        var first = faults.iterator().next();
        assertProblem(send(requestWith(faults)), first.status, first.kind);
    }

    private HttpRequest.Builder requestWith(Set<Fault> faults) {
        var workspace = faults.contains(Fault.OTHER_WORKSPACE) ? UUID.randomUUID() : WORKSPACE;
        var path = "/api/v2/w/" + workspace + "/things/5";
        var request = faults.contains(Fault.NO_TOKEN) ? anonymous(path) : request(path);
        return request.header("Content-Type", faults.contains(Fault.NO_JSON) ? "text/plain" : "application/json")
                .header("Accept", faults.contains(Fault.NO_JSON_WANTED) ? "text/html" : "application/json")
                .header("If-Match", faults.contains(Fault.OTHER_VERSION) ? "\"2\"" : "\"3\"")
                .PUT(BodyPublishers.ofString(body(faults)));
    }

    private static String body(Set<Fault> faults) {
        if (faults.contains(Fault.TOO_LARGE)) {
            return " ".repeat(BodyLimitFilter.MAX_BYTES) + "{}";
        }
        return faults.contains(Fault.BROKEN_BODY)
                ? "{"
                : faults.contains(Fault.UNKNOWN_PROPERTY) ? "{\"unknown\":1}" : "{}";
    }
}
