package io.datarecords.edge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/**
 * Reads any JSON into plain Java: String, Long, BigInteger beyond it, BigDecimal for what has a fraction or exponent,
 * Boolean, List, Map or null. (A mapper that is told to use Long fails on longer numbers.)
 */
final class JsonReader {

    private JsonReader() {}

    /** The value at the parser's current token; its nesting is bounded by the parser. */
    static @Nullable Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> wholeNumber(json);
            case VALUE_NUMBER_FLOAT -> decimal(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("token: " + json.currentToken() + " (expected: a value)");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            properties.put(name, read(json));
        }
        return properties;
    }

    private static List<@Nullable Object> list(JsonParser json) {
        var items = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(json));
        }
        return items;
    }

    private static BigDecimal decimal(JsonParser json) {
        try {
            return json.getDecimalValue();
        } catch (NumberFormatException exponentBeyondInt) {
            throw new MalformedJson("a number's exponent is out of all range");
        }
    }

    private static Number wholeNumber(JsonParser json) {
        return json.getNumberType() == NumberType.BIG_INTEGER ? json.getBigIntegerValue() : json.getLongValue();
    }
}
