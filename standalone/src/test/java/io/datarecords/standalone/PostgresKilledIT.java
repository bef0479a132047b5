package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.object;
import static io.datarecords.standalone.Client.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the database alone, under load: the service lives on, and what it has told its clients is so. */
class PostgresKilledIT {

    private static final int ROUNDS = 10;
    private static final int WRITERS = 8;
    private static final int CHANGES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    /** What the writers were told. */
    private static final class Told {

        private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        private final Set<String> perhaps = ConcurrentHashMap.newKeySet();
        private final AtomicLong writes = new AtomicLong();
        private final AtomicLong unavailable = new AtomicLong();
        private final List<Future<Void>> writers = new ArrayList<>();
        private volatile boolean isOver;
    }

    @Test
    void tenTimesTheServiceLivesOnAndNothingAcknowledgedIsLostNothingRefusedIsThereAndNoConflictIsFalse()
            throws Exception {
        try (var service = StandaloneProcess.on(data.resolve("data"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var manager = Client.manager(service);
            var type = manager.define("counter", field("value", "integer"));
            var told = new Told();
            for (int writer = 0; writer < WRITERS; writer++) {
                var name = "w" + writer;
                told.writers.add(threads.submit(() -> write(manager, type, name, told)));
            }
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    killUnderLoad(service, told, round);
                }
                awaitWrites(told);
            } finally {
                told.isOver = true;
            }
            for (var writer : told.writers) {
                writer.get(60, TimeUnit.SECONDS);
            }

            assertThat(told.unavailable).hasPositiveValue();
            assertWhatWasTold(manager, type, told);
        }
    }

    private static void killUnderLoad(StandaloneProcess service, Told told, int round) throws Exception {
        awaitWrites(told);
        Thread.sleep(40L * round);
        service.killDatabase();
        if (round == 0) {
            await(() -> told.unavailable.get() > 0);
            assertThat(health(service)).isEqualTo(503);
        }
        service.startDatabase();
        await(() -> health(service) == 200);
    }

    private static int health(StandaloneProcess service) {
        return service.get("/actuator/health", "").status();
    }

    private static void awaitWrites(Told told) throws Exception {
        long enough = told.writes.get() + 20 * WRITERS;
        await(() -> told.writes.get() > enough || told.writers.stream().anyMatch(Future::isDone));
        for (var writer : told.writers) {
            if (writer.isDone()) {
                writer.get();
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    /** Creates records, changes each a few times, and asks for what must be refused. */
    private static Void write(Client manager, String type, String name, Told told) throws InterruptedException {
        for (int i = 0; !told.isOver; i++) {
            var externalId = name + "-" + i;
            told.perhaps.add(externalId);
            var created = create(manager, type, externalId, 0);
            if (isUnavailable(created, told)) {
                // it may or may not be there: nobody was told, and nobody will ask for it again
                continue;
            }
            assertThat(created.status()).isEqualTo(201);
            acknowledge(externalId, 0, told);
            told.perhaps.remove(externalId);
            for (long value = 1; value <= CHANGES; value++) {
                change(manager, type + "/records/" + created.id(), value, told);
                acknowledge(externalId, value, told);
            }
            var refused = create(manager, type, "refused-" + externalId, "no number");
            assertThat(refused.status()).isIn(400, 503);
        }
        return null;
    }

    private static void acknowledge(String externalId, long value, Told told) {
        told.acknowledged.put(externalId, value);
        told.writes.incrementAndGet();
    }

    private static Answer create(Client manager, String type, String externalId, Object value) {
        return manager.post(type + "/records", object("externalId", externalId, "fieldValues", object("value", value)));
    }

    /** Its n-th change leads from version n to the next one. Nobody else writes it: only its own change can be ahead. */
    private static void change(Client manager, String record, long value, Told told) throws InterruptedException {
        boolean isUnknown = false;
        while (true) {
            var changed = manager.put(record, set("value", value), "If-Match", "\"" + value + "\"");
            if (changed.status() == 412 && isUnknown) {
                var now = untilAvailable(() -> manager.get(record), told);
                assertThat(now.version()).isEqualTo(value + 1);
                assertThat(now.at("/fieldValues/value")).isEqualTo(Long.toString(value));
                return;
            }
            if (!isUnavailable(changed, told)) {
                assertThat(changed.status()).isEqualTo(200);
                assertThat(changed.version()).isEqualTo(value + 1);
                return;
            }
            isUnknown = true;
        }
    }

    private static Answer untilAvailable(Supplier<Answer> request, Told told) throws InterruptedException {
        var answer = request.get();
        while (isUnavailable(answer, told)) {
            answer = request.get();
        }
        return answer;
    }

    private static boolean isUnavailable(Answer answer, Told told) throws InterruptedException {
        if (answer.status() != 503) {
            return false;
        }
        assertThat(answer.header("Retry-After")).isNotEmpty();
        told.unavailable.incrementAndGet();
        Thread.sleep(20);
        return true;
    }

    private static void assertWhatWasTold(Client manager, String type, Told told) throws Exception {
        var found = new HashMap<>(KilledIT.everyRecord(manager, type));
        assertThat(found).containsAllEntriesOf(told.acknowledged);
        found.keySet().removeAll(told.acknowledged.keySet());
        assertThat(told.perhaps).containsAll(found.keySet());
        assertThat(found.values()).allMatch(value -> value == 0);
    }
}
