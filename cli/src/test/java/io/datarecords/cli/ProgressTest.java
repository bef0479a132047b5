package io.datarecords.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter terminal = new StringWriter();

    @Test
    void aBarSaysHowFarItIs() {
        try (var progress = new Progress(new PrintWriter(terminal), true, "Counting")) {
            progress.to(1_000, 2_000);
            progress.to(1_001, 2_000);
        }

        assertThat(terminal.toString())
                .contains("Counting [###############               ]  50 %  1,000 of 2,000, ")
                .doesNotContain("1,001")
                .endsWith("\r\033[K");
    }

    @Test
    void whereNobodyKnowsTheEndItCounts() {
        new Progress(new PrintWriter(terminal), true, "Counting").to(1_000, 0);

        assertThat(terminal.toString()).contains("Counting 1,000, ");
    }

    @Test
    void nothingIsWrittenIntoAFile() {
        try (var progress = new Progress(new PrintWriter(terminal), false, "Counting")) {
            progress.to(1, 2);
        }

        assertThat(terminal.toString()).isEmpty();
    }
}
