package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** One of the options. */
record SelectType(Options options) implements FieldType {

    @Override
    public @Nullable String accept(Object sent, Place place) {
        var option = Text.read(sent, place);
        return option != null && options.takes(option, place) ? option : null;
    }
}
