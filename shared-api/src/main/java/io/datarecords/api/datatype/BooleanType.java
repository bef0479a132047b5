package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** True or false. */
record BooleanType() implements FieldType {

    @Override
    public @Nullable Boolean accept(Object sent, Place place) {
        if (sent instanceof Boolean flag) {
            return flag;
        }
        place.refuse("type", "must be true or false");
        return null;
    }
}
