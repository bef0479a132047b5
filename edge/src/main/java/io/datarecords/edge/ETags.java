package io.datarecords.edge;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Versions as entity tags, and the conditions that clients make of them (RFC 9110, section 13). */
public final class ETags {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*,[ \\t,]*");

    private ETags() {}

    /** The strong tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * What {@code If-Match} demands.
     *
     * @param headers every such header of the request; none, or null: no condition
     * @throws Rejected if one is malformed
     */
    public static IfMatch ifMatch(@Nullable List<String> headers) {
        return parse(HttpHeaders.IF_MATCH, headers)
                .map(tags -> new IfMatch(tags.any, tags.versions(false)))
                .orElse(IfMatch.ANY);
    }

    static IfMatch ifMatch(HttpServletRequest request) {
        return ifMatch(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
    }

    static IfNoneMatch ifNoneMatch(HttpServletRequest request) {
        return parse(HttpHeaders.IF_NONE_MATCH, Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)))
                .map(tags -> new IfNoneMatch(tags.any, tags.versions(true)))
                .orElse(IfNoneMatch.NONE);
    }

    private static Optional<Tags> parse(String header, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        var value = String.join(",", values).strip();
        return Optional.of(value.equals("*") ? new Tags(true, List.of()) : new Tags(false, tags(header, value)));
    }

    /** Walks the list tag by tag, since a tag may hold a comma. */
    private static List<Tag> tags(String header, String value) {
        var tags = new ArrayList<Tag>();
        var tag = TAG.matcher(value);
        var separator = SEPARATOR.matcher(value);
        int at = 0;
        while (tag.region(at, value.length()).lookingAt()) {
            tags.add(new Tag(tag.group(1) != null, tag.group(2)));
            at = tag.end();
            if (at == value.length()) {
                return tags;
            }
            at = separator.region(at, value.length()).lookingAt() ? separator.end() : value.length();
        }
        throw Rejected.invalid(header, "syntax", "must be * or a list of entity tags such as \"3\"");
    }

    private record Tags(boolean any, List<Tag> tags) {

        /** The versions named. A tag that names none matches nothing. */
        Set<Long> versions(boolean weakToo) {
            return tags.stream()
                    .filter(tag -> weakToo || !tag.weak)
                    .flatMapToLong(tag -> WireIds.parse(tag.opaque).stream())
                    .boxed()
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private record Tag(boolean weak, String opaque) {}
}
