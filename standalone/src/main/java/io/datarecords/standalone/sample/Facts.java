package io.datarecords.standalone.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the clinic's records are made of. The people are plants, so that nobody takes them for real. */
record Facts(
        List<String> givenNames,
        List<String> familyNames,
        List<String> officeNotes,
        List<Complaint> complaints,
        List<LabTest> tests,
        List<Form> forms) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Why somebody comes.
     *
     * @param fever above the usual temperature, in degrees Celsius
     */
    record Complaint(String reason, String triage, List<String> symptoms, double fever, String notes) {}

    /**
     * What the laboratory measures.
     *
     * @param low      values below are flagged
     * @param high     values above are flagged
     * @param critical values above are flagged as such
     * @param scale    decimal places of a value
     */
    record LabTest(
            String test,
            String unit,
            double mean,
            double deviation,
            double low,
            double high,
            double critical,
            int scale) {}

    record Form(String title, int pages) {}

    static Facts read() {
        return JSON.treeToValue(resource("clinic"), Facts.class);
    }

    /** The body of a request. */
    static JsonNode resource(String name) {
        try (var stream = Facts.class.getResourceAsStream(name + ".json")) {
            if (stream == null) {
                throw new IllegalStateException(name + ".json: missing");
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
