package io.datarecords.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several at once, from one starting shot. */
public final class Crowd {

    private Crowd() {}

    public interface Member<T> {
        T act(int number) throws Exception;
    }

    /** Lets {@code size} act at the same time, and gives what each returned. */
    public static <T> List<T> of(int size, Member<T> member) throws Exception {
        var start = new CyclicBarrier(size);
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < size; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return member.act(number);
                }));
            }
            for (var future : futures) {
                results.add(future.get(180, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
