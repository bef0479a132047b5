package io.datarecords.examples.recordtable;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies messages, many at a time. */
@Component
class Table {

    private final Progress progress;
    private final RecordRows rows;
    private final MemberCounts counts;

    Table(Progress progress, RecordRows rows, MemberCounts counts) {
        this.progress = progress;
        this.rows = rows;
        this.counts = counts;
    }

    /** Rows, counts and the progress are written together or not at all: so a kill loses nothing and repeats nothing. */
    @Transactional
    void apply(ConsumerRecords<String, byte[]> messages) {
        var events = progress.advance(messages).stream()
                .map(RecordEvent::of)
                .flatMap(Optional::stream)
                .toList();
        var ids = events.stream().map(RecordEvent::recordId).distinct().toArray(Long[]::new);
        var batch = new Batch(rows.of(ids), rows.deletedOf(ids));
        events.forEach(batch::add);
        rows.write(batch.changed());
        rows.delete(batch.deleted());
        counts.add(batch.counts());
    }
}
