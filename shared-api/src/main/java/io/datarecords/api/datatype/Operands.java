package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import io.datarecords.api.Violations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what values are compared with, as query strings have it. A value is a BigDecimal where its kind is numeric, and
 * else a text in the one form whose order by code point is the order of the values.
 */
public final class Operands {

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,9})?");
    private static final int MAX_NUMBER_LENGTH = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Operands() {}

    /**
     * The value, or null if the text is none that a field of the type could have; that is noted.
     *
     * @param fieldType by its name in the REST API
     * @param parameter where to note it
     */
    public static @Nullable Object read(String fieldType, String text, String parameter, Violations violations) {
        var place = new Place(parameter, violations);
        return switch (FieldTypes.canonical(fieldType)) {
            case "boolean" -> flag(text, place);
            case "integer" -> decimal(IntegerType.read(whole(text), place));
            case "number" -> number(text, place);
            case "record", "member" -> decimal(Ids.read(whole(text), place));
            case "date" -> DateType.read(text, place) == null ? null : text;
            case "time" -> time(TimeType.read(text, place));
            case "datetime" -> instant(DateTimeType.read(text, place));
            default -> text;
        };
    }

    /** The one form of an instant. */
    private static @Nullable String instant(@Nullable Instant instant) {
        return instant == null ? null : DATE_TIME.format(instant);
    }

    private static @Nullable String time(@Nullable LocalTime time) {
        return time == null ? null : TIME.format(time);
    }

    private static @Nullable BigDecimal decimal(@Nullable Long whole) {
        return whole == null ? null : BigDecimal.valueOf(whole);
    }

    private static @Nullable String flag(String text, Place place) {
        if (text.equals("true") || text.equals("false")) {
            return text;
        }
        place.refuse("type", "must be true or false");
        return null;
    }

    private static @Nullable BigDecimal number(String text, Place place) {
        if (text.length() > MAX_NUMBER_LENGTH || !NUMBER.matches(text)) {
            place.refuse("type", "must be a number of at most " + MAX_NUMBER_LENGTH + " characters");
            return null;
        }
        // Its exponent is bounded here, and its size in the next line: nothing writes the number out before that.
        return NumberType.read(new BigDecimal(text), place);
    }

    /** A whole number, or the text itself, which is none. */
    private static Object whole(String text) {
        return WHOLE.matches(text) ? new BigInteger(text) : text;
    }
}
