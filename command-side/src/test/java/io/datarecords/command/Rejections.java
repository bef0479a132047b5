package io.datarecords.command;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection;
import io.datarecords.api.Rejection.Invalid;
import java.util.List;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;

/** What a command is expected to be refused with. */
public final class Rejections {

    private Rejections() {}

    public static Matcher<Rejected> rejectedWith(Rejection rejection) {
        return new FeatureMatcher<>(equalTo(rejection), "rejected with", "rejection") {
            @Override
            protected Rejection featureValueOf(Rejected rejected) {
                return rejected.rejection();
            }
        };
    }

    /** @param violations each as {@code "pointer code"}; all of them and no others */
    public static Matcher<Rejected> violating(String... violations) {
        return new FeatureMatcher<Rejected, Iterable<? extends String>>(
                containsInAnyOrder(violations), "rejected for", "violations") {
            @Override
            protected Iterable<? extends String> featureValueOf(Rejected rejected) {
                return rejected.rejection() instanceof Invalid invalid
                        ? invalid.violations().stream()
                                .map(violation -> violation.pointer() + " " + violation.code())
                                .toList()
                        : List.of(rejected.rejection().toString());
            }
        };
    }
}
