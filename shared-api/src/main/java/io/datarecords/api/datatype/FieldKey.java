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

    /** {@code slug} for a field that the type was defined with, {@code slug@version} for one added later. */
    @Override
    public String toString() {
        return since == 1 ? slug : slug + SEPARATOR + since;
    }

    /** The slug of the field that values are kept under that key of. */
    public static String slugOf(String key) {
        int separator = key.indexOf(SEPARATOR);
        return separator < 0 ? key : key.substring(0, separator);
    }
}
