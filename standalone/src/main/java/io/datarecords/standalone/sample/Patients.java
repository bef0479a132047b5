package io.datarecords.standalone.sample;

import io.datarecords.standalone.sample.Life.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The patients, each of whom is a member: P-0001 is member 101. */
final class Patients {

    private static final int NUMBER = 40;

    private static final long FIRST_MEMBER = 101;

    private final Chance chance = new Chance(1);
    private final Facts facts;

    Patients(Facts facts) {
        this.facts = facts;
    }

    /** The member that a patient is, counted from 0. */
    static long member(int patient) {
        return FIRST_MEMBER + patient;
    }

    List<Life> lives() {
        var lives = new ArrayList<Life>();
        for (int patient = 0; patient < NUMBER; patient++) {
            lives.add(life(patient));
        }
        return lives;
    }

    private Life life(int patient) {
        var number = "P-%04d".formatted(patient + 1);
        var steps = new ArrayList<Step>();
        steps.add(new Step(chance.oneOf(List.of(Person.NURSE, Person.OTHER_NURSE)), atAdmission(patient, number)));
        if (patient % 4 == 0) {
            steps.add(new Step(Person.NURSE, Map.of("phone", phone(patient + 60))));
        }
        if (patient % 6 == 0) {
            steps.add(new Step(Person.DOCTOR, Map.of("allergies", List.of("penicillin", "pollen"))));
        }
        if (patient % 5 == 0) {
            var note = chance.oneOf(facts.officeNotes());
            steps.add(new Step(Person.MANAGER, Map.of("account_status", "overdue", "office_note", note)));
        }
        return new Life(number, member(patient), steps);
    }

    private Map<String, Object> atAdmission(int patient, String number) {
        var given = facts.givenNames().get(patient % facts.givenNames().size());
        var family = facts.familyNames().get(patient % facts.familyNames().size());
        var values = new HashMap<String, Object>();
        values.put("patient_number", number);
        values.put("name", given + " " + family);
        values.put("born", chance.birthday().toString());
        values.put("phone", phone(patient));
        values.put("email", (given + "." + number + "@example.org").toLowerCase(Locale.ROOT));
        values.put(
                "doctor",
                chance.oneOf(List.of(Person.DOCTOR, Person.OTHER_DOCTOR)).memberId());
        if (!chance.oneIn(10)) {
            values.put("sex", chance.oneOf(List.of("female", "male", "female", "male", "other")));
        }
        if (chance.oneIn(5)) {
            values.put("smoker", true);
        }
        return values;
    }

    /** From the range that is kept for fiction. */
    private static String phone(int number) {
        return "+120255501%02d".formatted(number % 100);
    }
}
