package io.datarecords.standalone.sample;

import io.datarecords.standalone.sample.Facts.Form;
import io.datarecords.standalone.sample.Life.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The whole sample, in the order in which it came about. It is the same every time. */
final class Clinic {

    private static final int WITH_PREFERENCES = 12;

    private final Facts facts = Facts.read();
    private final ClinicApi api;
    private final Consumer<String> progress;

    /**
     * The clinic of one workspace.
     *
     * @param progress is told what has just been loaded
     */
    Clinic(ClinicApi api, Consumer<String> progress) {
        this.api = api;
        this.progress = progress;
    }

    /** Loads what is not there yet. */
    void load() {
        long patientType = define("patients");
        long visitType = define("visits");
        long resultType = define("lab_results");
        long preferenceType = define("preferences");
        long formType = define("paper_forms");
        var patients = live(patientType, new Patients(facts).lives(), "patients");
        var visits = new Visits(facts, patients);
        live(visitType, visits.early(), "early visits");
        api.revise(visitType, Facts.resource("visits-revised"));
        live(visitType, visits.later(), "later visits");
        live(resultType, new LabResults(facts, patients).lives(), "lab results");
        live(preferenceType, preferences(), "preferences");
        live(formType, forms(), "paper forms");
        api.archive(formType);
        // It comes last: nothing is left by which a load that is tried again could see that it was there.
        api.delete(visitType, live(visitType, visits.mistake()));
    }

    private long define(String slug) {
        return api.define(slug, Facts.resource(slug));
    }

    /** Gives the ids of the records. */
    private List<Long> live(long type, List<Life> lives, String what) {
        var records = lives.stream().map(life -> live(type, life)).toList();
        progress.accept(records.size() + " " + what);
        return records;
    }

    private long live(long type, Life life) {
        long record = api.create(type, life);
        var updates = life.steps().subList(1, life.steps().size());
        for (int i = 0; i < updates.size(); i++) {
            api.update(type, record, i + 1L, updates.get(i));
        }
        return record;
    }

    private static List<Life> preferences() {
        var chance = new Chance(4);
        return IntStream.range(0, WITH_PREFERENCES)
                .mapToObj(patient -> preferences(Patients.member(patient), chance))
                .toList();
    }

    /** The members' own doing. */
    private static Life preferences(long member, Chance chance) {
        var steps = new ArrayList<Step>();
        var language = chance.oneOf(List.of("en", "de", "fr", "es"));
        var reminders = chance.oneOf(List.of(List.of("e-mail"), List.of("text message", "e-mail"), List.of("letter")));
        steps.add(new Step(Person.member(member), Map.of("language", language, "reminders", reminders)));
        if (chance.oneIn(3)) {
            steps.add(new Step(Person.member(member), Map.of("call_after", "17:30", "newsletter", true)));
        }
        return new Life("preferences-" + member, member, steps);
    }

    private List<Life> forms() {
        return facts.forms().stream().map(Clinic::form).toList();
    }

    private static Life form(Form form) {
        var step = new Step(Person.MANAGER, Map.of("title", form.title(), "pages", form.pages()));
        return new Life(form.title(), Patients.member(0), List.of(step));
    }
}
