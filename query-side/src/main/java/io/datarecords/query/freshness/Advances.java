package io.datarecords.query.freshness;

import java.util.concurrent.TimeUnit;

/** Counts how often the views have moved in this process, so that none of the moves is missed by who waits for one. */
final class Advances {

    private long count;

    synchronized void announce() {
        count++;
        notifyAll();
    }

    synchronized long count() {
        return count;
    }

    /** Returns at the first move after the {@code seen}th, and after {@code nanos} at the latest. */
    synchronized void awaitAfter(long seen, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (count == seen && deadline - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
    }
}
