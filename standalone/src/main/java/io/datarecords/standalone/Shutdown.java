package io.datarecords.standalone;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, the last first, when the process is asked to stop. */
final class Shutdown {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean begun;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    /** Has {@code part} ended with the process. */
    synchronized <T extends AutoCloseable> T ends(T part) {
        started.push(part);
        return part;
    }

    /** Whether the process has been asked to stop: what fails from then on fails because of that. */
    boolean hasBegun() {
        return begun;
    }

    private void run() {
        begun = true;
        endAll();
    }

    private synchronized void endAll() {
        started.forEach(Shutdown::end);
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("While stopping: " + e.getMessage());
        }
    }
}
