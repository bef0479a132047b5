package io.datarecords.examples.recordtable;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Creates, updates and deletes records at random, and publishes them as a publisher does that has troubles of its own. */
final class Crowd implements Runnable {

    private static final int MOST_IN_A_TRANSACTION = 20;
    private static final int PAUSE_IN_MILLIS = 30;
    private static final long FIRST_ID = 10_000;

    private final TestTopic topic;
    private final Random random;
    private final List<Happening> living = new ArrayList<>();
    private final Deque<List<ProducerRecord<String, byte[]>>> lastTransactions = new ArrayDeque<>();
    private long nextId = FIRST_ID;
    private volatile boolean stopped;
    private volatile int sent;

    Crowd(TestTopic topic, Random random) {
        this.topic = topic;
        this.random = random;
    }

    void stop() {
        stopped = true;
    }

    int sent() {
        return sent;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                publish();
                Thread.sleep(PAUSE_IN_MILLIS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish() throws Exception {
        var events = new ArrayList<Happening>();
        for (int count = 1 + random.nextInt(MOST_IN_A_TRANSACTION); count > 0; count--) {
            events.add(next());
        }
        var messages =
                events.stream().map(TestTopic::messages).flatMap(List::stream).toList();
        if (random.nextInt(10) == 0) {
            topic.abort(messages.subList(0, 1 + random.nextInt(messages.size())));
        }
        topic.publish(events.toArray(Happening[]::new));
        sent += messages.size();
        lastTransactions.add(messages);
        if (random.nextInt(10) == 0) {
            for (var again : lastTransactions) {
                topic.send(again);
            }
        }
        if (lastTransactions.size() > 3) {
            lastTransactions.removeFirst();
        }
    }

    private Happening next() {
        int dice = random.nextInt(10);
        if (living.isEmpty() || dice < 3) {
            var member = random.nextInt(5) == 0 ? null : (Long) random.nextLong(1, 10);
            var record = Happening.created(nextId++, random.nextLong(1, 4), member, Map.of("field_0", nextId));
            living.add(record);
            return record;
        }
        int which = random.nextInt(living.size());
        if (dice < 5) {
            var last = living.removeLast();
            return (which < living.size() ? living.set(which, last) : last).deleted();
        }
        var update = living.get(which).updated(values());
        living.set(which, update);
        return update;
    }

    private Map<String, @Nullable Object> values() {
        var field = "field_" + random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> Collections.singletonMap(field, null);
            case 1 -> Map.of(field, new BigDecimal(random.nextInt(100_000)).movePointLeft(2));
            case 2 -> Map.of(field, "text " + random.nextInt(), "field_9", random.nextLong());
            default -> Map.of(field, List.of("a", "b"));
        };
    }
}
