package io.datarecords.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.Rejection;
import io.datarecords.api.Violation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ProblemsTest {

    record Expected(Rejection rejection, int status, String kind) {}

    static final List<Expected> EXPECTED = List.of(
            new Expected(new Rejection.Invalid(List.of(new Violation("/a", "b", "c"))), 400, "invalid"),
            new Expected(new Rejection.Forbidden("delete this record"), 403, "forbidden"),
            new Expected(new Rejection.DataTypeNotFound(), 404, "data-type-not-found"),
            new Expected(new Rejection.RecordNotFound(), 404, "record-not-found"),
            new Expected(new Rejection.DataTypeArchived(), 409, "data-type-archived"),
            new Expected(new Rejection.ExternalIdTaken("x-1"), 409, "external-id-taken"),
            new Expected(new Rejection.SoleRecordTaken(7), 409, "sole-record-taken"),
            new Expected(new Rejection.SlugTaken("visit"), 409, "slug-taken"),
            new Expected(new Rejection.OwnerMismatch(), 409, "owner-mismatch"),
            new Expected(new Rejection.RecordDeleted(), 409, "record-deleted"),
            new Expected(new Rejection.IdempotencyKeyReused(), 422, "idempotency-key-reused"),
            new Expected(new Rejection.TooManyCommands(), 429, "too-many-commands"),
            new Expected(new Rejection.DataTypeNotEmpty(3), 409, "data-type-not-empty"),
            new Expected(new Rejection.VersionMismatch(5L), 412, "version-mismatch"));

    @ParameterizedTest
    @FieldSource("EXPECTED")
    void eachRejectionHasItsOwnKind(Expected expected) {
        var problem = Problems.of(expected.rejection);
        assertThat(problem.status()).isEqualTo(expected.status);
        assertThat(problem.type()).hasToString("https://datarecords.io/problems/" + expected.kind);
        assertThat(problem.detail()).isNotBlank();
    }

    @Test
    void noRejectionIsForgotten() {
        assertThat(EXPECTED)
                .extracting(expected -> (Class) expected.rejection.getClass())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList((Class[]) Rejection.class.getPermittedSubclasses()));
    }

    @Test
    void aTakenExternalIdIsNamed() {
        assertThat(Problems.of(new Rejection.ExternalIdTaken("x-1")).detail()).contains("x-1");
    }

    @Test
    void whatCannotBeEncodedIsShownReplaced() {
        var problem = Problems.of(new Rejection.Invalid(List.of(new Violation("/\ud800", "b", "not \u0000"))));
        assertThat(problem.errors()).containsExactly(new Violation("/\uFFFD", "b", "not \uFFFD"));
    }
}
