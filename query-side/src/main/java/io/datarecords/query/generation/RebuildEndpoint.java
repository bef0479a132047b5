package io.datarecords.query.generation;

import io.datarecords.query.generation.Generation.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** Lets an operator build the views anew, watch it, and call it off. */
@Component
@Endpoint(id = "rebuild")
final class RebuildEndpoint {

    private final GenerationKeeper keeper;
    private final Pace pace = new Pace();

    RebuildEndpoint(GenerationKeeper keeper) {
        this.keeper = keeper;
    }

    /** All generations that there are, oldest first. */
    record Generations(List<Progress> generations) {}

    /**
     * How far one generation is.
     *
     * @param position        of the last event that is in it
     * @param head            of the last event that there is
     * @param eventsPerSecond while it is built: positions passed each second, lately
     * @param secondsLeft     while it is built: until it has caught up, at that pace
     */
    record Progress(
            int id,
            String state,
            long position,
            long head,
            @Nullable Long eventsPerSecond,
            @Nullable Long secondsLeft,
            Instant startedAt) {}

    @ReadOperation
    Generations progress() {
        return new Generations(keeper.all().stream().map(this::progress).toList());
    }

    private Progress progress(Generation generation) {
        boolean isBuilding = generation.state() == State.BUILDING;
        var pace = isBuilding ? this.pace.of(generation) : null;
        return new Progress(
                generation.id(),
                generation.state().name().toLowerCase(Locale.ROOT),
                generation.position(),
                generation.head(),
                pace,
                pace == null || pace == 0 ? null : (generation.head() - generation.position()) / pace,
                generation.startedAt());
    }

    /** Begins to build all views anew: 409 if that is being done already. */
    @WriteOperation
    WebEndpointResponse<Generations> begin() {
        boolean hasBegun = keeper.rebuild();
        return new WebEndpointResponse<>(progress(), hasBegun ? WebEndpointResponse.STATUS_OK : 409);
    }

    /** Calls off what is being built: 404 if nothing is. */
    @DeleteOperation
    WebEndpointResponse<Generations> cancel() {
        return keeper.cancel()
                ? new WebEndpointResponse<>(progress())
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
