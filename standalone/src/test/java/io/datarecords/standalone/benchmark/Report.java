package io.datarecords.standalone.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What was measured, as text. */
final class Report {

    private final List<Row> rows = new ArrayList<>();
    private double replayed;

    void add(Row row) {
        rows.add(row);
    }

    void replay(double perSecond) {
        replayed = perSecond;
        System.err.println("replay " + Row.whole(perSecond));
    }

    void publish(boolean whole) {
        System.out.print(Row.HEAD);
        rows.forEach(row -> System.out.print(row.markdown()));
    }
}
