package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.standalone.StandaloneProcess.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything under load: what was acknowledged is there, what was refused is not, and reads are right. */
class KilledIT {

    private static final int ROUNDS = 6;
    private static final int WRITERS = 8;
    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path data;

    /** What the writers were told. Each writer has one record at a time, so that it knows what must be there. */
    private static final class Told {

        private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();
        private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    }

    @Test
    void sixTimesNothingAcknowledgedIsLostAndNothingRefusedIsThere() throws Exception {
        var told = new Told();
        var begun = Instant.now();
        try (var service = StandaloneProcess.on(data.resolve("data"))) {
            // a machine that is busy with something else is slow from the first start on
            var patience = Collections.max(List.of(
                    HEALTHY_WITHIN, Duration.between(begun, Instant.now()).multipliedBy(2)));
            var manager = Client.manager(service);
            var type = manager.define("counter", field("value", "integer"));
            for (int round = 0; round < ROUNDS; round++) {
                killUnderLoad(service, manager, type, round, told);

                assertThat(service.restart()).isLessThan(patience);

                assertWhatWasTold(manager, type, told);
            }
        }
    }

    private static void killUnderLoad(StandaloneProcess service, Client manager, String type, int round, Told told)
            throws Exception {
        var underLoad = new CountDownLatch(WRITERS * 20);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                var name = "r" + round + "-w" + writer;
                writers.submit(() -> writeUntilKilled(manager, type, name, underLoad, told));
            }
            assertThat(underLoad.await(60, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(500L + 200L * round);
            service.kill();
        }
    }

    /** Creates a record, updates it a few times, deletes every fourth; each step known as in flight until answered. */
    private static Void writeUntilKilled(Client manager, String type, String name, CountDownLatch underLoad, Told told)
            throws Exception {
        try {
            for (int i = 0; ; i++) {
                var externalId = name + "-" + i;
                told.inFlight.add(externalId);
                var created = create(manager, type, externalId, 0);
                assertThat(created.status()).isEqualTo(201);
                told.acknowledged.put(externalId, 0L);
                for (long value = 1; value <= 3; value++) {
                    var updated = manager.put(type + "/records/" + created.id(), values(Map.of("value", value)));
                    assertThat(updated.status()).isEqualTo(200);
                    told.acknowledged.put(externalId, value);
                }
                if (i % 4 == 0) {
                    assertThat(manager.delete(type + "/records/" + created.id()).status())
                            .isEqualTo(200);
                    told.deleted.add(externalId);
                }
                told.inFlight.remove(externalId);
                assertThat(create(manager, type, "refused-" + externalId, "no number")
                                .status())
                        .isEqualTo(400);
                told.refused.add("refused-" + externalId);
                underLoad.countDown();
            }
        } catch (UncheckedIOException killed) {
            return null;
        }
    }

    private static Answer create(Client manager, String type, String externalId, Object value) throws Exception {
        return manager.post(type + "/records", Map.of("externalId", externalId, "fieldValues", Map.of("value", value)));
    }

    private static void assertWhatWasTold(Client manager, String type, Told told) throws Exception {
        var found = everyRecord(manager, type);
        var allowed = new HashSet<>(told.acknowledged.keySet());
        allowed.addAll(told.inFlight);
        allowed.removeAll(told.deleted);
        assertThat(allowed).containsAll(found.keySet());
        told.acknowledged.forEach((externalId, value) -> {
            if (told.inFlight.contains(externalId)) {
                // its last step may or may not have been done
                assertThat(found.getOrDefault(externalId, value)).isBetween(value, value + 1);
                assertThat(found.containsKey(externalId) || value == 3).isTrue();
            } else if (!told.deleted.contains(externalId)) {
                assertThat(found).containsEntry(externalId, value);
            }
        });
        assertThat(found.keySet()).doesNotContainAnyElementsOf(told.refused);
        assertThat(manager.get(type).json().get("recordCount").asLong()).isEqualTo(found.size());
        settle(told, found);
    }

    /** What was in flight has been seen now, one way or the other, and must stay so. */
    private static void settle(Told told, Map<String, Long> found) {
        told.inFlight.forEach(externalId -> {
            if (found.containsKey(externalId)) {
                told.acknowledged.put(externalId, found.get(externalId));
            } else {
                told.acknowledged.remove(externalId);
                told.deleted.add(externalId);
            }
        });
        told.inFlight.clear();
    }

    /** The value of each record by its external id. */
    static Map<String, Long> everyRecord(Client manager, String type) throws Exception {
        var found = new HashMap<String, Long>();
        for (int page = 1; ; page++) {
            var list = manager.get(type + "/records?sortBy=id&pageSize=1000&page=" + page)
                    .json();
            list.get("items")
                    .forEach(item -> found.put(
                            item.get("externalId").asString(),
                            item.at("/fieldValues/value").asLong()));
            if (list.get("items").size() < 1000) {
                assertThat(list.get("total").asLong()).isEqualTo(found.size());
                return found;
            }
        }
    }
}
