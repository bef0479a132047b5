package io.datarecords.command.record;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.datarecords.command.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Requests that meet at a barrier before they are sent. */
final class Racers {

    private Racers() {}

    /** Sends them all at the same moment. */
    static List<Answer> race(List<Callable<Answer>> requests) {
        var start = new CyclicBarrier(requests.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var request : requests) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            return answers.stream().map(Racers::answer).toList();
        }
    }

    static List<Answer> race(int racers, IntFunction<Answer> request) {
        var requests = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < racers; i++) {
            int racer = i;
            requests.add(() -> request.apply(racer));
        }
        return race(requests);
    }

    private static Answer answer(Future<Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<Integer, Long> byStatus(List<Answer> answers) {
        return answers.stream().collect(groupingBy(Answer::status, counting()));
    }
}
