package io.datarecords.command.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void commas_part_cells() {
        assertThat(Csv.cells("a, b ,,é")).containsExactly("a", " b ", "", "é");
        assertThat(Csv.cells("")).containsExactly("");
        assertThat(Csv.cells(",")).containsExactly("", "");
    }

    @Test
    void a_quoted_cell_may_hold_anything() {
        assertThat(Csv.cells("\"a,b\",\"\",\"say \"\"x\"\"\",\"1\n2\""))
                .containsExactly("a,b", "", "say \"x\"", "1\n2");
        assertThat(Csv.cells("\"\"\"\"")).containsExactly("\"");
    }

    @Test
    void a_quote_within_a_plain_cell_stands_for_itself() {
        assertThat(Csv.cells("5\" pipe,b")).containsExactly("5\" pipe", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a", "\"a\"b", "\"a\" ,b", "a,\""})
    void a_quote_that_is_missing_or_not_at_the_end_is_refused(String row) {
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.cells(row));
    }
}
