package io.datarecords.api.datatype;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The choices of a select, distinct, in order. */
record Options(List<String> all) {

    private static final int MOST = 1_000;
    private static final int MAX_LENGTH = 255;
    private static final int MOST_SHOWN = 10;

    /** Notes what is wrong with the choices. */
    static Options read(List<String> options, Place place) {
        if (options.isEmpty()) {
            place.refuse("required", "must have at least one option");
        }
        if (options.size() > MOST) {
            place.refuse("maxItems", "must have at most " + MOST + " options");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < options.size(); i++) {
            check(options.get(i), seen.add(options.get(i)), place.at(i));
        }
        return new Options(List.copyOf(options));
    }

    private static void check(String option, boolean isFirst, Place place) {
        if (!isFirst) {
            place.refuse("duplicate", "must not be the same as another option");
        }
        if (option.isBlank()) {
            place.refuse("required", "must not be blank");
        }
        new Length(0, MAX_LENGTH).takes(option, place);
        Text.isWellFormed(option, place);
    }

    /** Whether the text is one of the choices; notes it if not. */
    boolean takes(String text, Place place) {
        boolean isOption = all.contains(text);
        if (!isOption) {
            place.refuse("option", "must be one of " + shown());
        }
        return isOption;
    }

    private String shown() {
        var some = all.stream().limit(MOST_SHOWN).collect(Collectors.joining("\", \"", "\"", "\""));
        return all.size() > MOST_SHOWN ? some + " and " + (all.size() - MOST_SHOWN) + " more" : some;
    }
}
