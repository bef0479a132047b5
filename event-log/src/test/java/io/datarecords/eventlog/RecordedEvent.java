package io.datarecords.eventlog;

import io.datarecords.api.DomainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** An event as a release once stored it: {@code recorded/<name>.<revision>.json}. */
public record RecordedEvent(String name, int revision, String payload) {

    /** All that were recorded. */
    public static List<RecordedEvent> all() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:recorded/*.json"))
                    .map(file -> file.getFilename().split("\\."))
                    .map(parts -> of(parts[0], Integer.parseInt(parts[1])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordedEvent of(String name, int revision) {
        try (var json = RecordedEvent.class.getResourceAsStream("/recorded/" + name + "." + revision + ".json")) {
            return new RecordedEvent(name, revision, new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is read today. */
    public DomainEvent event() {
        return EventCodec.event(name, revision, payload);
    }

    @Override
    public String toString() {
        return name + "." + revision;
    }
}
