package io.datarecords.api.datatype;

/**
 * Which field a stored value belongs to: values are kept under the key, not the slug, so that a slug that is removed and
 * added again finds none of its predecessor's values.
 *
 * @param slug  the field's slug
 * @param since the version of the data type that introduced the field, from 1
 */
public record FieldKey(String slug, long since) {

    private static final char SEPARATOR = '@';

    /** Reads what {@link #toString} wrote. */
    public static FieldKey parse(String key) {
        int at = key.indexOf(SEPARATOR);
        return at < 0
                ? new FieldKey(key, 1)
                : new FieldKey(key.substring(0, at), Long.parseLong(key.substring(at + 1)));
    }

    /** {@code slug} for a field that the type was defined with, {@code slug@version} for one added later. */
    @Override
    public String toString() {
        return since == 1 ? slug : slug + SEPARATOR + since;
    }
}
