package io.datarecords.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets several run at the same moment, and tells how each came out. */
final class Race {

    private Race() {}

    /** @return for each runner what it returned, or the exception that it threw */
    static List<Object> run(List<? extends Callable<?>> runners) throws Exception {
        var start = new CyclicBarrier(runners.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Object>>();
            for (var runner : runners) {
                futures.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    try {
                        return runner.call();
                    } catch (Exception e) {
                        return e;
                    }
                }));
            }
            var results = new ArrayList<Object>();
            for (var future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
