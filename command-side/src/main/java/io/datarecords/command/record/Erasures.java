package io.datarecords.command.record;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Rejection.TooManyCommands;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordId;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Erases all records of a member, each by a command of its own. */
@Component
final class Erasures {

    private static final int PAGE = 200;

    /** Of all erasures together: well below the commands that a node runs at a time. */
    private static final int AT_A_TIME = 16;

    /** A client is told how far it is before anything between it and the service loses patience. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    private final EventLog log;
    private final RecordWrites writes;

    Erasures(EventLog log, RecordWrites writes) {
        this.log = log;
        this.writes = writes;
    }

    /**
     * Erases what the log has of the member's records, from the oldest on. What was erased stays so if it is cut off.
     *
     * @throws Rejected if the caller may not
     */
    Erasure erase(long memberId, Caller by) {
        if (!AccessRules.mayEraseMembers(by)) {
            throw new Rejected(new Forbidden("erase the records of a member"));
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        var done = new Tally();
        var page = log.creationsOf(by.workspace(), memberId, 0, PAGE);
        while (!page.isEmpty() && System.nanoTime() < end) {
            done.add(erase(
                    page.stream().map(event -> (RecordCreated) event.event()).toList(), by));
            page = log.creationsOf(by.workspace(), memberId, page.getLast().position(), PAGE);
        }
        return done.report(memberId, log.countCreationsOf(by.workspace(), memberId));
    }

    private List<Erased> erase(List<RecordCreated> records, Caller by) {
        var tasks = records.stream()
                .map(record -> CompletableFuture.supplyAsync(() -> erase(record, by), Thread::startVirtualThread))
                .toList();
        try {
            return tasks.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private record Erased(long dataType, long events) {}

    /** Nothing if somebody else was faster. */
    private Optional<Erased> erase(RecordCreated record, Caller by) {
        turns.acquireUninterruptibly();
        try {
            return Optional.of(
                    new Erased(record.dataTypeId(), delete(record, by).erasedEvents()));
        } catch (Rejected e) {
            if (e.rejection() instanceof RecordNotFound || e.rejection() instanceof DataTypeNotFound) {
                return Optional.empty();
            }
            throw e;
        } finally {
            turns.release();
        }
    }

    private Receipt delete(RecordCreated record, Caller by) {
        var id = new RecordId(by.workspace(), record.recordId());
        var command = new DeleteRecord(id, new DataTypeId(by.workspace(), record.dataTypeId()), IfMatch.ANY, by);
        while (true) {
            try {
                return writes.delete(command);
            } catch (Rejected e) {
                if (!(e.rejection() instanceof TooManyCommands)) {
                    throw e;
                }
            }
        }
    }

    private static final class Tally {

        private final TreeMap<Long, Long> records = new TreeMap<>();
        private long events;

        private void add(List<Erased> erased) {
            for (var one : erased) {
                records.merge(one.dataType, 1L, Long::sum);
                events += one.events;
            }
        }

        private Erasure report(long memberId, long remaining) {
            long all = records.values().stream().mapToLong(Long::longValue).sum();
            return new Erasure(memberId, all, events, records, remaining);
        }
    }
}
