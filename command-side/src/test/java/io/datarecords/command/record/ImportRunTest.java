package io.datarecords.command.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ImportRunTest {

    /** More than there is room for at a time. */
    private static final int MANY = 1_000;

    private final List<RowOutcome> answered = new ArrayList<>();

    @Test
    void a_row_that_cannot_be_answered_fails_the_whole_and_holds_up_none() {
        // given
        RowAnswers answers = outcome -> {
            if (answered.size() == 3) {
                throw new IllegalArgumentException("planted");
            }
            answered.add(outcome);
        };

        // when
        var run = run(_ -> RowOutcome.valid(), answers);

        // then
        assertThatThrownBy(() -> run.run(rows(MANY))).hasRootCauseMessage("planted");
        assertThat(answered).hasSize(3);
    }

    @Test
    void a_row_that_ends_in_an_error_fails_the_whole_and_holds_up_none() {
        // when
        var run = run(
                _ -> {
                    throw new StackOverflowError("planted");
                },
                answered::add);

        // then
        assertThatThrownBy(() -> run.run(rows(MANY))).hasRootCauseMessage("planted");
        assertThat(answered).isEmpty();
    }

    @Test
    void more_rows_than_it_may_have_are_not_done() {
        // when
        boolean cutOff = run(_ -> RowOutcome.valid(), answered::add).run(rows(MANY + 2));

        // then
        assertThat(cutOff).isTrue();
        assertThat(answered).hasSize(MANY);
    }

    @Test
    void as_many_rows_as_it_may_have_are_done() {
        // when
        boolean cutOff = run(_ -> RowOutcome.valid(), answered::add).run(rows(MANY));

        // then
        assertThat(cutOff).isFalse();
        assertThat(answered).hasSize(MANY);
    }

    private static ImportRun run(Function<RecordBody, RowOutcome> outcomes, RowAnswers answers) {
        return new ImportRun(outcomes, _ -> null, answers, MANY);
    }

    private static Supplier<@Nullable Row> rows(int count) {
        var row = new Row(2, new RecordBody(null, null, null, Map.of()), null);
        var rows = Stream.generate(() -> row).limit(count).iterator();
        return () -> rows.hasNext() ? rows.next() : null;
    }
}
