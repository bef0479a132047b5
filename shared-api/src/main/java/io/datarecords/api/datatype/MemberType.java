package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** The id of a member. Whether there is one is not known here. */
record MemberType() implements FieldType {

    @Override
    public @Nullable Long accept(Object sent, Place place) {
        return Ids.read(sent, place);
    }
}
