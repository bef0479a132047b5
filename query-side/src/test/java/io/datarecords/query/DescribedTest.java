package io.datarecords.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.edge.docs.ApiDocument;
import io.datarecords.edge.docs.MappedOperations;
import org.junit.jupiter.api.Test;

class DescribedTest {

    @Test
    void every_operation_of_this_side_stands_in_the_open_api_document() {
        assertThat(ApiDocument.get().operations())
                .containsAll(MappedOperations.in("io.datarecords.query"))
                .hasSizeGreaterThan(MappedOperations.in("io.datarecords.query").size());
        assertThat(MappedOperations.in("io.datarecords.query")).hasSizeGreaterThan(5);
    }
}
