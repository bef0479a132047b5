package io.datarecords.edge;

import io.datarecords.api.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query string alone: a body that looks like a form adds nothing to it. */
final class QueryString {

    private QueryString() {}

    static Map<String, List<String>> parse(@Nullable String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                add(pair, values);
            }
        }
        return values;
    }

    private static void add(String pair, Map<String, List<String>> values) {
        if (!pair.isEmpty()) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
    }

    private static String decode(String encoded) {
        try {
            return PercentEncoded.decode(encoded.replace('+', ' '));
        } catch (IllegalArgumentException malformed) {
            throw Rejected.invalid("?", "encoding", "must be percent-encoded UTF-8");
        }
    }
}
