package io.datarecords.query.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datarecords.api.record.RecordPage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How pages of records are written: the last one has no {@code nextCursor} at all. */
@Configuration(proxyBeanMethods = false)
class RecordJson {

    @Bean
    JsonMapperBuilderCustomizer recordPages() {
        return mapper -> mapper.addMixIn(RecordPage.class, Page.class);
    }

    /** What Jackson is told of {@link RecordPage}. */
    interface Page {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String nextCursor();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long total();
    }
}
