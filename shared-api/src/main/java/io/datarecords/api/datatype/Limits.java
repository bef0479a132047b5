package io.datarecords.api.datatype;

import io.datarecords.api.Violations;
import java.util.List;

/**
 * How much may be asked of one data type. Clients' definitions are held to it, stored ones are not: so it may be tightened
 * without making a data type that is there unusable.
 */
final class Limits {

    private static final int MOST_FIELDS = 500;

    /**
     * How many steps it may take to match every text of one record, at its longest, with its field's pattern: linear
     * time alone does not keep a large pattern on a long text from taking seconds. This many take about one.
     */
    private static final long MOST_MATCHING = 20_000_000;

    private Limits() {}

    static void checkCount(List<FieldDefinition> requested, Violations violations) {
        if (requested.size() > MOST_FIELDS) {
            violations.add("/fields", "maxItems", "must have at most " + MOST_FIELDS + " fields");
        }
    }

    /** Refuses the patterns that are too much together with those before them. */
    static void checkPatterns(List<Field> fields, Violations violations) {
        long steps = 0;
        for (int i = 0; i < fields.size(); i++) {
            long more = fields.get(i).type() instanceof TextType text ? text.steps() : 0;
            steps += more;
            if (more > 0 && steps > MOST_MATCHING) {
                new Place("/fields", violations).at(i).at("rules").at("pattern").refuse("size", tooMuch(more));
            }
        }
    }

    private static String tooMuch(long steps) {
        return "must repeat less, or the text needs a smaller maxLength: matching may take " + steps + " steps, of "
                + MOST_MATCHING + " for all fields together";
    }
}
