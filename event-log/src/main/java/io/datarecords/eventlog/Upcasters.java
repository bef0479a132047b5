package io.datarecords.eventlog;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lift what is stored in an older revision to the one in which the event is written today, step by step.
 *
 * @param steps by the name of the event: the first leads from revision 1 to 2, the next one from 2 to 3. An event is
 *     written in the revision that its last step leads to, and an event without steps in revision 1.
 */
record Upcasters(Map<String, List<UnaryOperator<ObjectNode>>> steps) {

    /** Every event is still in its first revision. Whoever changes how one is stored adds a step here, and its fixture. */
    static final Upcasters OF_TODAY = new Upcasters(Map.of());

    /** The revision in which that event is written today. */
    int revisionOf(String name) {
        return of(name).size() + 1;
    }

    /**
     * The same event as it would be written today.
     *
     * @param revision at most today's
     */
    ObjectNode upcast(String name, int revision, ObjectNode payload) {
        var upcasted = payload;
        for (var step : of(name).subList(revision - 1, of(name).size())) {
            upcasted = step.apply(upcasted);
        }
        return upcasted;
    }

    private List<UnaryOperator<ObjectNode>> of(String name) {
        return steps.getOrDefault(name, List.of());
    }
}
