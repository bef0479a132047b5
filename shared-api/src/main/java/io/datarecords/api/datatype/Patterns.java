package io.datarecords.api.datatype;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the rule {@code pattern}: a regular expression whose matching takes linear time, and whose program is small. */
final class Patterns {

    private static final int MAX_LENGTH = 1_000;
    private static final long MAX_SIZE = 3_000;
    private static final Pattern REPETITION = Pattern.compile("(\\)?)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

    private Patterns() {}

    static @Nullable Pattern read(@Nullable Object sent, Place place) {
        var regex = Text.read(sent, place);
        if (regex == null || !new Length(0, MAX_LENGTH).takes(regex, place)) {
            return null;
        }
        if (size(regex) > MAX_SIZE) {
            place.refuse("size", "must repeat fewer things fewer times");
            return null;
        }
        return compile(regex, place);
    }

    private static @Nullable Pattern compile(String regex, Place place) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            place.refuse(
                    "pattern",
                    "must be a regular expression in RE2 syntax, which has no lookaround and no backreferences: "
                            + e.getDescription() + " " + e.getPattern());
            return null;
        }
    }

    /**
     * How large the program could become, as far as it matters. Compiling writes {@code (a{1000}){1000}} out a million times, so this is
     * estimated before, and from above: every repeated group is taken to hold all that is repeated elsewhere.
     */
    static long size(String regex) {
        long size = regex.length();
        long factor = 1;
        var repetition = REPETITION.matcher(regex);
        while (repetition.find() && factor <= MAX_SIZE) {
            if (repetition.group(1).isEmpty()) {
                size += count(repetition);
            } else {
                factor *= Math.max(1, count(repetition));
            }
        }
        return factor * size;
    }

    private static long count(Matcher repetition) {
        var most = repetition.group(3);
        var count = Long.parseLong(most == null || most.isEmpty() ? repetition.group(2) : most);
        return Math.min(count, MAX_SIZE);
    }
}
