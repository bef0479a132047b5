package io.datarecords.standalone.sample;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The sample data of one workspace. It is loaded once; what became of it afterwards is its users' business. */
public final class SampleData {

    private final Path begun;
    private final Path loaded;
    private final ClinicApi api;
    private final PrintStream out;

    /**
     * The sample data of a workspace, loaded or not.
     *
     * @param folder    remembers how far it is
     * @param workspace the base path of the workspace
     * @param issuer    gives tokens for it
     * @param out       is told how far it is
     */
    public SampleData(Path folder, URI workspace, Function<Person, String> issuer, PrintStream out) {
        this.begun = folder.resolve("sample-begun");
        this.loaded = folder.resolve("sample-loaded");
        this.api = new ClinicApi(workspace, issuer);
        this.out = out;
    }

    /**
     * Where the sample's records are.
     *
     * @param patients the data type of the patients
     * @param visits   the data type of the visits
     */
    public record DataTypes(long patients, long visits) {}

    /**
     * Loads what is not there yet, unless the workspace had data types of its own before.
     *
     * @return nothing if the workspace does not have the sample's data types
     * @throws SampleFailure if that does not work
     */
    public Optional<DataTypes> load() {
        if (!Files.exists(begun) && api.hasDataTypes()) {
            out.println("There are data types already, so the sample data is left out.");
            return Optional.empty();
        }
        if (!Files.exists(loaded)) {
            loadAll();
        }
        return dataTypes();
    }

    private void loadAll() {
        mark(begun);
        out.print("Loading the sample data, a clinic:");
        new Clinic(api, what -> out.print(" " + what + " …")).load();
        out.println(" done.");
        mark(loaded);
    }

    private static void mark(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<DataTypes> dataTypes() {
        OptionalLong patients = api.dataType("patients");
        OptionalLong visits = api.dataType("visits");
        return patients.isPresent() && visits.isPresent()
                ? Optional.of(new DataTypes(patients.getAsLong(), visits.getAsLong()))
                : Optional.empty();
    }
}
