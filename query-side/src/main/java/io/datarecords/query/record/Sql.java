package io.datarecords.query.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of SQL with its bound parameters; it grows. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Sql(String text, Object... parameters) {
        add(text, parameters);
    }

    Sql add(String more, Object... moreParameters) {
        text.append(more);
        parameters.addAll(Arrays.asList(moreParameters));
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    Sql copy() {
        return new Sql("").add(this);
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
