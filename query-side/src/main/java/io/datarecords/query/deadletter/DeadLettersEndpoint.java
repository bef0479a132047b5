package io.datarecords.query.deadletter;

import io.datarecords.query.deadletter.DeadLetters.Retried;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** Shows an operator what the views could not take, and lets it be tried again or given up. */
@Component
@Endpoint(id = "deadletters")
final class DeadLettersEndpoint {

    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    /** Every event that failed, in the order of the log. */
    record All(List<DeadLetter> deadLetters) {}

    /**
     * What came of it.
     *
     * @param applied how many events the views have taken
     * @param cause   why they could not take the next one, or null if all are taken
     */
    record Outcome(int applied, @Nullable String cause) {}

    @ReadOperation
    All all() {
        return new All(letters.all());
    }

    /**
     * Sees to the event at a position, and then to those that wait behind it: 409 if one of them fails, 404 if no event is
     * parked there or another one is before it.
     *
     * @param action {@code retry} or {@code discard}
     */
    @WriteOperation
    WebEndpointResponse<Outcome> act(@Selector long position, String action) {
        return switch (action) {
            case "retry" -> response(letters.retry(position));
            case "discard" -> response(letters.discard(position));
            default ->
                throw new InvalidEndpointRequestException(
                        "action: " + action + " (expected: retry or discard)", "must be retry or discard");
        };
    }

    private static WebEndpointResponse<Outcome> response(Optional<Retried> retried) {
        return retried.map(done -> new WebEndpointResponse<>(
                        new Outcome(done.applied(), done.failure().orElse(null)),
                        done.failure().isPresent() ? 409 : WebEndpointResponse.STATUS_OK))
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }
}
