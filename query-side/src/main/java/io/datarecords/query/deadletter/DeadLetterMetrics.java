package io.datarecords.query.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What an alarm is to be set on: anything above zero is a part of the views that stands still. */
@Component
final class DeadLetterMetrics implements MeterBinder {

    private final DeadLetters letters;

    DeadLetterMetrics(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("datarecords.views.parked", letters::count)
                .description("Events that the views could not take, and those that wait behind them")
                .register(registry);
    }
}
