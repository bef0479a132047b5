package io.datarecords.eventlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.datarecords.api.datatype.FieldValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.jdk.UntypedObjectDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as it is stored. Numbers stay exact: whole ones are read as Long, or BigInteger beyond it, all others as
 * BigDecimal, which keeps the scale of 1.50. What was accepted once must be readable for ever, so the limits that guard
 * the edge do not apply here.
 */
public final class ExactJson {

    private static final JsonMapper MAPPER = exact(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .build())
                    .build()))
            .build();

    private ExactJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    static JsonMapper.Builder exact(JsonMapper.Builder json) {
        return json.addModule(new SimpleModule().addDeserializer(Object.class, new Values()))
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addMixIn(FieldValues.class, PlainMap.class);
    }

    /** In place of a feature of the mapper's own, which fails on whole numbers beyond Long. */
    private static final class Values extends UntypedObjectDeserializer {

        Values() {
            super((JavaType) null, null);
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                return super.deserialize(json, context);
            }
            return json.getNumberType() == NumberType.BIG_INTEGER ? json.getBigIntegerValue() : json.getLongValue();
        }
    }

    /** Field values are stored as the plain object that they are. */
    private abstract static class PlainMap {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainMap(@SuppressWarnings("unused") Map<String, @Nullable Object> byKey) {}

        @JsonValue
        abstract Map<String, @Nullable Object> byKey();
    }
}
