package io.datarecords.standalone.sample;

import io.datarecords.standalone.sample.Facts.Complaint;
import io.datarecords.standalone.sample.Life.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The visits: a nurse receives the patient, a doctor writes down what was found. */
final class Visits {

    private static final int NUMBER = 111;
    private static final int EARLY = 25;
    private static final double USUAL_TEMPERATURE = 36.7;
    private static final BigDecimal SHOES = new BigDecimal("1.25");

    private final Chance chance = new Chance(2);
    private final Facts facts;
    private final List<Long> patients;
    private final List<Life> all = new ArrayList<>();

    /** The visits of these patients' records. */
    Visits(Facts facts, List<Long> patients) {
        this.facts = facts;
        this.patients = patients;
        for (int visit = 0; visit < NUMBER; visit++) {
            all.add(life(visit));
        }
    }

    /** When rooms were still written down. */
    List<Life> early() {
        return all.subList(0, EARLY);
    }

    /** When durations were. */
    List<Life> later() {
        return all.subList(EARLY, NUMBER - 1);
    }

    /** One that should not have been written down at all. */
    Life mistake() {
        return all.getLast();
    }

    private Life life(int visit) {
        int patient = visit < patients.size() ? visit : chance.between(0, patients.size() - 1);
        var complaint = chance.oneOf(facts.complaints());
        var weight = chance.about(74, 11, 2);
        var values = reception(patients.get(patient), complaint);
        values.put("weight", weight);
        putRoomOrDuration(visit, values);
        var steps = new ArrayList<Step>();
        steps.add(new Step(chance.oneOf(List.of(Person.NURSE, Person.OTHER_NURSE)), values));
        if (chance.oneIn(6)) {
            steps.add(new Step(Person.OTHER_NURSE, Map.of("weight", weight.subtract(SHOES))));
        }
        if (!chance.oneIn(3)) {
            steps.add(findings(complaint));
        }
        return new Life("V-%04d".formatted(visit + 1), Patients.member(patient), steps);
    }

    private void putRoomOrDuration(int visit, Map<String, Object> values) {
        if (visit < EARLY) {
            values.put("room", "R" + chance.between(1, 6));
        } else {
            values.put("duration", chance.between(2, 9) * 5);
        }
    }

    private Map<String, Object> reception(long patient, Complaint complaint) {
        var at = chance.appointment();
        int systolic = chance.about(128, 14);
        var values = new HashMap<String, Object>();
        values.put("patient", patient);
        values.put("at", at.toString());
        values.put("arrived", timeOfDay(at.minusSeconds(60L * chance.between(0, 25))));
        values.put("reason", complaint.reason());
        values.put("triage", complaint.triage());
        values.put("symptoms", complaint.symptoms());
        values.put("pulse", chance.about(74 + 8 * complaint.fever(), 8));
        values.put("systolic", systolic);
        values.put("diastolic", chance.about(0.62 * systolic, 4));
        values.put("temperature", chance.about(USUAL_TEMPERATURE + complaint.fever(), 0.3, 1));
        return values;
    }

    private Step findings(Complaint complaint) {
        var doctor = chance.oneOf(List.of(Person.DOCTOR, Person.OTHER_DOCTOR));
        var values = new HashMap<String, Object>();
        values.put("notes", complaint.notes());
        values.put("seen_by", doctor.memberId());
        values.put("follow_up", chance.oneIn(4));
        return new Step(doctor, values);
    }

    private static String timeOfDay(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalTime().toString();
    }
}
