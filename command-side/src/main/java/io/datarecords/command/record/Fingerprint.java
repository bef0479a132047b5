package io.datarecords.command.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SHA-256 of JSON values, by what they mean: spaces and the order of an object's properties make no difference. */
final class Fingerprint {

    private Fingerprint() {}

    /** The hash in hexadecimal of JSON values in Java's terms. */
    static String of(@Nullable Object... values) {
        var text = new StringBuilder();
        write(Arrays.asList(values), text);
        return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lengths go before texts, so that none can be read as anything else. */
    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case String string -> text.append(string.length()).append(':').append(string);
            // 1.0 is 1.00, but it is no whole number
            case BigDecimal number -> text.append("d").append(number.stripTrailingZeros());
            case List<?> list -> {
                text.append('[');
                list.forEach(item -> writeItem(item, text));
                text.append(']');
            }
            case Map<?, ?> object -> {
                text.append('{');
                new TreeMap<>(object).forEach((name, item) -> {
                    write(name, text);
                    writeItem(item, text);
                });
                text.append('}');
            }
            case null, default -> text.append(value);
        }
    }

    private static void writeItem(@Nullable Object item, StringBuilder text) {
        write(item, text);
        text.append(',');
    }
}
