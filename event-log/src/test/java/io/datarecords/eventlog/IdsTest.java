package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class IdsTest {

    @Test
    void areNeverGivenOutTwiceNotEvenByTwoNodesAtOnce() throws Exception {
        try (var pool = TestPostgres.dataSource()) {
            new LogSchema(pool, null).prepare(Duration.ZERO);
            var jdbc = JdbcClient.create(pool);
            var nodes = List.of(new Ids(jdbc), new Ids(jdbc));
            Callable<List<Long>> taker = () -> LongStream.range(0, 250)
                    .mapToObj(i -> nodes.get((int) i % 2).next())
                    .toList();

            var taken = Race.run(Collections.nCopies(4, taker));

            assertThat(taken.stream().flatMap(ids -> ((List<?>) ids).stream()))
                    .hasSize(1000)
                    .doesNotHaveDuplicates();
        }
    }
}
