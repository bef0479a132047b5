package io.datarecords.eventlog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those in this process who wait for events that there are some. Other processes poll. */
final class Availability {

    private static final Logger LOGGER = LoggerFactory.getLogger(Availability.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @return takes the listener off again */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Never throws: what was appended is durable, and whoever appended it must hear of that and nothing else. */
    void announce() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOGGER.warn("A listener to the log failed", e);
            }
        }
    }
}
