package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.edge.docs.ApiDocument;
import io.datarecords.edge.docs.MappedOperations;
import org.junit.jupiter.api.Test;

class DescribedTest {

    @Test
    void both_sides_together_do_what_stands_in_the_open_api_document_and_nothing_else() {
        assertThat(MappedOperations.in("io.datarecords.command", "io.datarecords.query"))
                .containsExactlyElementsOf(ApiDocument.get().operations());
    }
}
