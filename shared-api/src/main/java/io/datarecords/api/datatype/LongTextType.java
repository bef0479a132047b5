package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** A text to read. */
record LongTextType(Length length) implements FieldType {

    private static final int USUAL_LENGTH = 100_000;
    private static final int MAX_LENGTH = 1_000_000;

    static LongTextType read(Rules rules) {
        return new LongTextType(Length.read(rules, USUAL_LENGTH, MAX_LENGTH));
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        var text = Text.read(sent, place);
        return text != null && length.takes(text, place) ? text : null;
    }
}
