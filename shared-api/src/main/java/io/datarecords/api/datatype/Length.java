package io.datarecords.api.datatype;

/** The rules {@code minLength} and {@code maxLength}, in code points, both inclusive. */
record Length(int min, int max) {

    /**
     * Reads both rules.
     *
     * @param otherwise the longest when there is no {@code maxLength}
     * @param most      the longest {@code maxLength}
     */
    static Length read(Rules rules, int otherwise, int most) {
        int min = rules.count("minLength", most, 0);
        int max = rules.count("maxLength", most, otherwise);
        if (min > max) {
            rules.refuse("minLength", "max", "must be at most maxLength, which is " + max);
        }
        return new Length(min, max);
    }

    /** Reads {@code maxLength} alone; without it, or above it, {@code most} holds. */
    static Length upTo(int most, Rules rules) {
        return new Length(0, rules.count("maxLength", most, most));
    }

    /** Whether the text is as long as it should be; notes it if not. */
    boolean takes(String text, Place place) {
        int length = Text.length(text);
        if (length < min) {
            place.refuse("minLength", "must have at least " + min + " characters");
        }
        if (length > max) {
            place.refuse("maxLength", "must have at most " + max + " characters");
        }
        return length >= min && length <= max;
    }
}
