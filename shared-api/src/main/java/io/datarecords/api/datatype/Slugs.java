package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that programs call data types and fields by. They stand beside other words in query strings. */
final class Slugs {

    private static final int MAX_LENGTH = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> RESERVED = Set.of(
            "id",
            "page",
            "pageSize",
            "page_size",
            "sortBy",
            "sortOrder",
            "cursor",
            "search",
            "memberId",
            "member_id",
            "externalId",
            "version",
            "asOf",
            "createdAt",
            "updatedAt");

    private Slugs() {}

    static boolean isSlug(String text) {
        return SLUG.matches(text) && !RESERVED.contains(text);
    }

    /** Whether the text is a slug; notes it if not. */
    static boolean accepts(String text, Place place) {
        if (RESERVED.contains(text)) {
            place.refuse("reserved", "must be none of the words that queries use");
        } else if (!isSlug(text)) {
            place.refuse("pattern", "must match ^[a-z][a-z0-9_]{0,62}$");
        }
        return isSlug(text);
    }

    /**
     * A slug made from a name: {@code blood_pressure} from "Blood pressure", {@code cafe} from "Café". Letters that have
     * no ASCII form become their code points, so that different names in any script make different slugs.
     */
    static String of(String name) {
        var words = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .mapToObj(Slugs::ascii)
                .collect(Collectors.joining());
        return valid(underscoresTrimmed(words));
    }

    private static String ascii(int codePoint) {
        if (codePoint < 0x80) {
            return Character.isLetterOrDigit(codePoint) ? Character.toString(codePoint) : "_";
        }
        return Character.isLetterOrDigit(codePoint) ? "_u" + Integer.toHexString(codePoint) + "_" : "_";
    }

    private static String underscoresTrimmed(String words) {
        return words.replaceAll("_+", "_").replaceAll("^_|_$", "");
    }

    private static String valid(String words) {
        var slug = words.isEmpty() || Character.isDigit(words.charAt(0)) ? "x" + words : words;
        var cut = slug.substring(0, Math.min(MAX_LENGTH, slug.length()));
        return RESERVED.contains(cut) ? cut + "_1" : cut;
    }
}
