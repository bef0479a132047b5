package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server commits, and the connection is cut before its answer has come over the network. */
class LostAnswerTest {

    private static final long TYPE = 1;

    private HikariDataSource pool;
    private FaultyWire wire;
    private EventLog log;
    private Appender appender;

    @BeforeEach
    void oneType() {
        pool = TestPostgres.dataSource();
        var test = new TestLog(pool);
        test.append(TestLog.defined(TYPE, "visit", List.of()));
        log = test.log();
        wire = new FaultyWire(pool);
        appender = new Appender(wire.pool(), new Availability());
    }

    @AfterEach
    void close() {
        wire.close();
        pool.close();
    }

    @Test
    void everyAppendOfTheBatchIsAnsweredAsTheServerHasIt() {
        wire.loseAnswers(commit -> commit == 1);

        var outcomes = appender.append(List.of(append(10, 0), append(11, 7), append(12, 0), append(13, 0)));

        assertThat(wire.cuts()).isOne();
        assertThat(outcomes)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Appended.class),
                        ofAWrongSequence -> assertThat(ofAWrongSequence).isInstanceOf(Outcome.Conflict.class),
                        third -> assertThat(third).isInstanceOf(Outcome.Appended.class),
                        fourth -> assertThat(fourth).isInstanceOf(Outcome.Appended.class));
        assertThat(log.after(1, 10)).extracting(LoggedEvent::position).containsExactly(2L, 3L, 4L);
    }

    @Test
    void againAndAgainEveryAppendSucceedsAndIsThereOnce() throws Exception {
        var group = new GroupCommit(appender);
        wire.loseAnswers(commit -> commit % 3 != 0);
        var racers = new ArrayList<Callable<List<Outcome>>>();
        for (int racer = 0; racer < 16; racer++) {
            long firstId = 100 * (racer + 1);
            racers.add(() -> LongStream.range(firstId, firstId + 10)
                    .mapToObj(id -> group.append(append(id, 0)))
                    .toList());
        }

        var outcomes = Race.run(racers);

        assertThat(wire.cuts()).isGreaterThan(5);
        assertThat(outcomes)
                .allSatisfy(of -> assertThat((List<?>) of).hasSize(10).allMatch(Outcome.Appended.class::isInstance));
        assertThat(log.after(1, 1000))
                .extracting(LoggedEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 161).boxed().toList());
    }

    private static Append append(long record, long sequence) {
        var event = TestLog.created(record, TYPE, 7L, Map.of("note", "text"));
        return new Append(UUID.randomUUID(), sequence, event, Map.of());
    }
}
