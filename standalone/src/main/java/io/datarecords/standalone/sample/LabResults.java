package io.datarecords.standalone.sample;

import io.datarecords.standalone.sample.Facts.LabTest;
import io.datarecords.standalone.sample.Life.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The laboratory's results: one person measures, another validates, and sometimes somebody corrects. */
final class LabResults {

    private static final int NUMBER = 96;

    private final Chance chance = new Chance(3);
    private final Facts facts;
    private final List<Long> patients;

    /** The records of the patients. */
    LabResults(Facts facts, List<Long> patients) {
        this.facts = facts;
        this.patients = patients;
    }

    List<Life> lives() {
        var lives = new ArrayList<Life>();
        for (int result = 0; result < NUMBER; result++) {
            lives.add(life(result));
        }
        return lives;
    }

    private Life life(int result) {
        int patient = chance.between(0, patients.size() - 1);
        var test = facts.tests().get(result % facts.tests().size());
        var steps = new ArrayList<Step>();
        steps.add(new Step(Person.LAB, measured(result, patients.get(patient), test)));
        if (chance.oneIn(9)) {
            var value = measure(test);
            steps.add(new Step(
                    Person.LAB,
                    Map.of("value", value, "flag", flag(test, value), "comment", "First sample haemolysed.")));
        }
        if (!chance.oneIn(3)) {
            steps.add(new Step(chance.oneIn(4) ? Person.DOCTOR : Person.OTHER_LAB, Map.of("validated", true)));
        }
        return new Life("L-%04d".formatted(result + 1), Patients.member(patient), steps);
    }

    private Map<String, Object> measured(int result, long patient, LabTest test) {
        var value = measure(test);
        var values = new HashMap<String, Object>();
        values.put("patient", patient);
        values.put("test", test.test());
        values.put("value", value);
        values.put("unit", test.unit());
        values.put("flag", flag(test, value));
        values.put("taken_at", chance.appointment().toString());
        values.put("report", "https://lab.example.org/reports/%04d".formatted(result + 1));
        values.put("raw", raw(result, value));
        return values;
    }

    private BigDecimal measure(LabTest test) {
        return chance.about(test.mean(), test.deviation(), test.scale());
    }

    private static String flag(LabTest test, BigDecimal value) {
        double measured = value.doubleValue();
        if (measured > test.critical()) {
            return "critical";
        }
        if (measured > test.high()) {
            return "high";
        }
        return measured < test.low() ? "low" : "normal";
    }

    private Map<String, Object> raw(int result, BigDecimal value) {
        return Map.of(
                "analyser", chance.oneOf(List.of("LX-200", "LX-400")),
                "run", 5000 + result,
                "readings", List.of(value, value),
                "quality", Map.of("passed", true, "lot", "Q" + chance.between(10, 99)));
    }
}
