package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A telephone number as E.164 has it. */
record PhoneType(Length length) implements FieldType {

    private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

    static PhoneType read(Rules rules) {
        return new PhoneType(Length.upTo(Formatted.MAX_LENGTH, rules));
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        return Formatted.accept(
                sent,
                length,
                E_164::matches,
                "must be a telephone number like +14155550123, of up to 15 digits",
                place);
    }
}
