package io.datarecords.eventlog;

import static io.datarecords.eventlog.TestLog.created;
import static io.datarecords.eventlog.TestLog.defined;
import static io.datarecords.eventlog.TestLog.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {

    @Test
    void aPageOfLargeEventsIsAShortOneAndTheNextGoesOn() {
        try (var dataSource = TestPostgres.dataSource()) {
            var log = new TestLog(dataSource);
            long type = log.newId();
            log.append(defined(type, "note", List.of(field("text", "long_text"))));
            var large = "well compressed ".repeat(60_000);
            for (int i = 0; i < 20; i++) {
                log.append(created(log.newId(), type, 7L, Map.of("text", large)));
            }

            var first = log.log().after(0, 500);
            var all = new ArrayList<>(first);
            while (all.size() < 21) {
                all.addAll(log.log().after(all.getLast().position(), 500));
            }

            assertThat(first).hasSizeBetween(2, 12);
            assertThat(all)
                    .extracting(LoggedEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 21).boxed().toList());
        }
    }
}
