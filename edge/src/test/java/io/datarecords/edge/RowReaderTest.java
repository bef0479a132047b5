package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    @Test
    void a_line_is_a_row_and_an_empty_one_is_none() throws IOException {
        assertThat(lines("a\nb\r\n\n\r\nc")).containsExactly("a", "b", "c");
        assertThat(lines("\"a\nb\"\n")).containsExactly("\"a", "b\"");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void a_row_of_csv_goes_on_after_a_line_that_ends_within_quotes() throws IOException {
        assertThat(rows(RowReader.ofCsv(stream("a,\"b\nc\"\r\n\"d \"\"e\n\"\"\",f\n"))))
                .containsExactly("a,\"b\nc\"", "\"d \"\"e\n\"\"\",f");
    }

    @Test
    void a_quote_within_a_cell_without_quotes_holds_no_rows_together() throws IOException {
        assertThat(rows(RowReader.ofCsv(stream("5\" pipe,a\nb,7\"\"\nc,\"d\"e\"\nf"))))
                .containsExactly("5\" pipe,a", "b,7\"\"", "c,\"d\"e\"", "f");
    }

    @Test
    void a_row_that_is_too_large_is_cut_off_and_the_next_one_is_whole() throws IOException {
        // given
        var largest = "x".repeat(BodyLimitFilter.MAX_BYTES);
        var reader = RowReader.ofLines(stream(largest + "\n" + largest + "yz\nnext"));

        // then
        assertThat(RowReader.whole(reader.next())).hasSize(BodyLimitFilter.MAX_BYTES);
        byte[] tooLarge = reader.next();
        assertThatThrownBy(() -> RowReader.whole(tooLarge)).isInstanceOf(RowTooLarge.class);
        assertThat(reader.next()).asString().isEqualTo("next");
    }

    private static List<String> lines(String upload) throws IOException {
        return rows(RowReader.ofLines(stream(upload)));
    }

    private static List<String> rows(RowReader reader) throws IOException {
        var rows = new ArrayList<String>();
        for (byte[] row = reader.next(); row != null; row = reader.next()) {
            rows.add(new String(row, StandardCharsets.UTF_8));
        }
        return rows;
    }

    private static ByteArrayInputStream stream(String upload) {
        return new ByteArrayInputStream(upload.getBytes(StandardCharsets.UTF_8));
    }
}
