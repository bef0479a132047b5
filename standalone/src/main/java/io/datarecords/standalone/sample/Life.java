package io.datarecords.standalone.sample;

import java.util.List;
import java.util.Map;

/**
 * What happens to one record.
 *
 * @param owner the member whose record it is
 * @param steps the first one creates it, each other one changes some of its fields
 */
record Life(String externalId, long owner, List<Step> steps) {

    Life {
        steps = List.copyOf(steps);
    }

    record Step(Person by, Map<String, Object> fieldValues) {}
}
