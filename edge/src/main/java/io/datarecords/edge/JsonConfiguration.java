package io.datarecords.edge;

import io.datarecords.api.datatype.Schema;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON that means one thing only: no duplicate keys, nothing after the value, numbers exactly as sent. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    /** The deepest value that a field takes, and what stands around it in a body. */
    static final int MAX_DEPTH = Schema.MAX_JSON_DEPTH + 4;

    private static final int MAX_NUMBER_LENGTH = 1_000;

    @Bean
    JsonBodies jsonBodies(JsonMapper mapper) {
        return new JsonBodies(mapper);
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build();
        return factory -> factory.streamReadConstraints(constraints);
    }

    @Bean
    JsonMapperBuilderCustomizer exactJson() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }
}
