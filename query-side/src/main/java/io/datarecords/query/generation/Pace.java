package io.datarecords.query.generation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast a generation has been moving, by the times that it was looked at. */
final class Pace {

    private static final long LATELY = Duration.ofSeconds(30).toNanos();

    private record Sample(int id, long position, long nanos) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Positions a second since it was first looked at within the last 30 s; null at the first look. */
    synchronized @Nullable Long of(Generation generation) {
        var now = new Sample(generation.id(), generation.position(), System.nanoTime());
        samples.removeIf(sample -> sample.id != now.id || now.nanos - sample.nanos > LATELY);
        samples.add(now);
        var first = samples.getFirst();
        long nanos = now.nanos - first.nanos;
        return nanos == 0 ? null : (now.position - first.position) * 1_000_000_000L / nanos;
    }
}
