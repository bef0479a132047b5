package io.datarecords.standalone;

import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import io.datarecords.edge.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what is published as it comes, a line of JSON for each message, until the client has seen enough. Each watcher has
 * one of the container's threads for as long as it stays, and so there are only a few of them: an asynchronous answer would
 * spare the threads, but the container ends such an answer on its own, and uses its objects again, while it is written to.
 */
@RestController
@ConditionalOnProperty(name = "data-records.publication.enabled", matchIfMissing = true)
class EventsController {

    private static final Log log = LogFactory.getLog(EventsController.class);

    private static final int MOST_WATCHERS = 8;

    private final String servers;
    private final Semaphore places = new Semaphore(MOST_WATCHERS);
    private final Set<TopicReader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EventsController(@Value("${spring.kafka.bootstrap-servers}") String servers) {
        this.servers = servers;
    }

    @GetMapping("/dev/events")
    @Nullable ResponseEntity<ProblemDetail> watch(
            QueryParameters parameters, HttpServletRequest request, HttpServletResponse response) {
        OwnMachine.require(request, "watch events");
        var from = parameters.oneOf(From.class, "from");
        parameters.finish();
        if (request.getMethod().equals("HEAD")) {
            return ResponseEntity.ok().build();
        }
        if (!places.tryAcquire()) {
            return tooMany();
        }
        try {
            serve(from == From.END, response);
            return null;
        } finally {
            places.release();
        }
    }

    private void serve(boolean fromEnd, HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var reader = new TopicReader(servers, fromEnd)) {
            serve(reader, response.getOutputStream());
        } catch (IOException gone) {
            // it has seen enough
        } catch (KafkaException unusable) {
            log.warn("Nothing can be watched on " + servers, unusable);
        }
    }

    private void serve(TopicReader reader, OutputStream client) throws IOException {
        readers.add(reader);
        try {
            if (!closed) {
                reader.copyTo(client);
            }
        } finally {
            readers.remove(reader);
        }
    }

    private static ResponseEntity<ProblemDetail> tooMany() {
        var problem = ProblemDetail.forStatusAndDetail(
                TOO_MANY_REQUESTS, MOST_WATCHERS + " clients watch already, and no more can.");
        return ResponseEntity.of(problem).build();
    }

    /** The service ends only when nobody waits for an answer any more. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        readers.forEach(TopicReader::stop);
    }

    /** Where a watcher begins. */
    enum From {
        BEGINNING,
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
