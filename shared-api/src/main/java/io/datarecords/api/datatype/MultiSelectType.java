package io.datarecords.api.datatype;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the options, each once, in the order sent. */
record MultiSelectType(Options options, int minItems, int maxItems) implements FieldType {

    static MultiSelectType read(Options options, Rules rules) {
        int most = options.all().size();
        int min = rules.count("minItems", most, 0);
        int max = rules.count("maxItems", Integer.MAX_VALUE, most);
        if (min > max) {
            rules.refuse("minItems", "max", "must be at most maxItems, which is " + max);
        }
        return new MultiSelectType(options, min, max);
    }

    @Override
    public @Nullable Object accept(Object sent, Place place) {
        if (!(sent instanceof List<?> items)) {
            place.refuse("type", "must be an array of strings");
            return null;
        }
        return hasRightSize(items.size(), place) && areDistinctOptions(items, place) ? sent : null;
    }

    private boolean hasRightSize(int size, Place place) {
        if (size < minItems) {
            place.refuse("minItems", "must have at least " + minItems + " items");
        }
        if (size > maxItems) {
            place.refuse("maxItems", "must have at most " + maxItems + " items");
        }
        return size >= minItems && size <= maxItems;
    }

    private boolean areDistinctOptions(List<?> items, Place place) {
        var seen = new HashSet<String>();
        boolean areFine = true;
        for (int i = 0; i < items.size(); i++) {
            areFine &= isNewOption(items.get(i), seen, place.at(i));
        }
        return areFine;
    }

    private boolean isNewOption(@Nullable Object item, HashSet<String> seen, Place place) {
        var option = Text.read(item, place);
        if (option == null || !options.takes(option, place)) {
            return false;
        }
        if (!seen.add(option)) {
            place.refuse("duplicate", "must not be the same as another item");
            return false;
        }
        return true;
    }
}
