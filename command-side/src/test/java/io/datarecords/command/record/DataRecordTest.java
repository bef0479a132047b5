package io.datarecords.command.record;

import static io.datarecords.command.Rejections.rejectedWith;
import static io.datarecords.command.Rejections.violating;
import static io.datarecords.command.TestCallers.WORKSPACE;
import static io.datarecords.command.TestCallers.admin;
import static io.datarecords.command.TestCallers.having;
import static io.datarecords.command.TestCallers.member;
import static io.datarecords.command.datatype.TestTypes.access;
import static io.datarecords.command.datatype.TestTypes.adminOnly;
import static io.datarecords.command.datatype.TestTypes.archived;
import static io.datarecords.command.datatype.TestTypes.defined;
import static io.datarecords.command.datatype.TestTypes.externalId;
import static io.datarecords.command.datatype.TestTypes.field;
import static io.datarecords.command.datatype.TestTypes.required;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejection.DataTypeArchived;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Rejection.VersionMismatch;
import io.datarecords.api.Targeted;
import io.datarecords.api.access.Action;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Grant;
import io.datarecords.api.access.MemberAction;
import io.datarecords.api.access.Scope;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.FieldDefinition;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.datatype.Reference;
import io.datarecords.api.record.DataRecordView;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.DeleteRecord;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordEvent.RecordDeleted;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.datatype.TestTypes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DataRecordTest {

    private static final long RECORD = 100;
    private static final long PATIENTS = 1;
    private static final long VISITS = 2;
    private static final long ARCHIVED = 3;
    private static final long CODED = 4;
    private static final long CLOSED = 5;
    private static final long HIDDEN_LINK = 6;
    private static final long OWNER = 7;

    private static final Grant NURSES = new Grant("nurse", List.of(Action.CREATE, Action.UPDATE, Action.DELETE));
    private static final Grant READERS = new Grant("reader", List.of(Action.LIST_ALL));

    private final TestTypes types = new TestTypes()
            .with(defined(
                    PATIENTS,
                    access(List.of(NURSES, READERS), MemberAction.CREATE, MemberAction.READ, MemberAction.UPDATE),
                    required("name", "text"),
                    field("age", "integer", Map.of("min", 0L, "max", 150L)),
                    field("weight", "number"),
                    adminOnly("secret", "text")))
            .with(defined(VISITS, field("patient", "record", Map.of("dataType", "type_" + PATIENTS))))
            .with(defined(ARCHIVED, field("age", "integer", Map.of("max", 150L))), archived(ARCHIVED))
            .with(defined(CODED, externalId("code"), field("note", "text")))
            .with(defined(CLOSED, access(List.of()), field("note", "text")))
            .with(defined(
                    HIDDEN_LINK,
                    new FieldDefinition(
                            "link",
                            "link",
                            "record",
                            false,
                            false,
                            true,
                            false,
                            55L,
                            List.of(),
                            Map.of("dataType", "type_" + PATIENTS),
                            1)));

    private final KnownReferences references = new KnownReferences();
    private AggregateTestFixture<DataRecord> fixture;

    private static final class KnownReferences implements References {

        private final Set<Reference> readable = new HashSet<>();

        @Override
        public boolean mayPointTo(Reference reference, Caller by) {
            return readable.contains(reference);
        }
    }

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(DataRecord.class);
        fixture.registerCommandTargetResolver(command ->
                new VersionedAggregateIdentifier((Object) ((Targeted) command.getPayload()).aggregateId(), null));
        fixture.registerInjectableResource(types);
        fixture.registerInjectableResource(references);
    }

    private static Map<String, Object> values(Object... slugsAndValues) {
        var values = new HashMap<String, Object>();
        for (int i = 0; i < slugsAndValues.length; i += 2) {
            values.put((String) slugsAndValues[i], slugsAndValues[i + 1]);
        }
        return values;
    }

    private static DataTypeId type(long id) {
        return new DataTypeId(WORKSPACE, id);
    }

    private static RecordCreated created(long type, Long owner, Object... values) {
        return new RecordCreated(
                WORKSPACE,
                RECORD,
                type,
                1,
                owner,
                null,
                null,
                new FieldValues(values(values)),
                new Actor(null, "creator"));
    }

    private static FieldsUpdated updated(long type, Long owner, Object... changes) {
        return new FieldsUpdated(
                WORKSPACE, RECORD, type, 1, owner, new FieldValues(values(changes)), new Actor(null, "updater"));
    }

    private static IfMatch version(long version) {
        return new IfMatch(false, Set.of(version));
    }

    /** The answer's values by slug, whatever its times. */
    private static Matcher<DataRecordView> showing(long version, Map<String, Object> fieldValues) {
        return new CustomMatcher<>("version " + version + " with " + fieldValues) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof DataRecordView view
                        && view.version() == version
                        && view.fieldValues().equals(fieldValues);
            }
        };
    }

    @Nested
    class Create {

        private ResultValidator<DataRecord> create(Caller by, long type, Long owner, Object... values) {
            return createWith(by, type, owner, null, null, values);
        }

        private ResultValidator<DataRecord> createWith(
                Caller by, long type, Long owner, String externalId, Long task, Object... values) {
            return fixture.givenNoPriorActivity()
                    .when(new CreateRecord(
                            new RecordId(WORKSPACE, RECORD), type(type), owner, externalId, task, values(values), by));
        }

        @Test
        void emits_what_was_created_and_by_whom() {
            createWith(admin(), PATIENTS, OWNER, "x-1", 9L, "name", "Ada", "age", 36L)
                    .expectEvents(new RecordCreated(
                            WORKSPACE,
                            RECORD,
                            PATIENTS,
                            1,
                            OWNER,
                            "x-1",
                            9L,
                            new FieldValues(values("name", "Ada", "age", 36L)),
                            new Actor(null, "service")))
                    .expectResultMessagePayloadMatching(showing(1, values("name", "Ada", "age", 36L)));
        }

        @Test
        void in_an_unknown_type_is_not_found() {
            create(admin(), 999, null).expectException(rejectedWith(new DataTypeNotFound()));
        }

        @Test
        void for_oneself_needs_no_more_than_member_access() {
            create(member(OWNER), PATIENTS, OWNER, "name", "Ada").expectSuccessfulHandlerExecution();
            create(member(OWNER), CLOSED, OWNER).expectException(rejectedWith(new Forbidden("create this record")));
        }

        @Test
        void for_another_or_for_nobody_needs_the_scope_or_a_grant() {
            for (Long owner : Arrays.asList(8L, null)) {
                create(member(OWNER), PATIENTS, owner, "name", "Ada")
                        .expectException(rejectedWith(new Forbidden("create this record")));
                create(member(OWNER, "nurse"), PATIENTS, owner, "name", "Ada").expectSuccessfulHandlerExecution();
                create(having(Scope.RECORDS_WRITE), PATIENTS, owner, "name", "Ada")
                        .expectSuccessfulHandlerExecution();
                create(having(Scope.RECORDS_READ), PATIENTS, owner, "name", "Ada")
                        .expectException(rejectedWith(new Forbidden("create this record")));
            }
        }

        @Test
        void lists_every_violation_at_once() {
            createWith(admin(), PATIENTS, null, "", null, "age", 151L, "weight", "heavy", "hat", 1L)
                    .expectNoEvents()
                    .expectException(violating(
                            "/fieldValues/name required",
                            "/fieldValues/age max",
                            "/fieldValues/weight type",
                            "/fieldValues/hat unknown",
                            "/externalId minLength"));
        }

        @Test
        void without_permission_says_nothing_about_the_values() {
            create(member(OWNER), PATIENTS, null, "age", 151L)
                    .expectException(rejectedWith(new Forbidden("create this record")));
        }

        @Test
        void in_an_archived_type_is_refused_after_the_values_are_checked() {
            create(admin(), ARCHIVED, null, "age", 1L).expectException(rejectedWith(new DataTypeArchived()));
            create(admin(), ARCHIVED, null, "age", 151L).expectException(violating("/fieldValues/age max"));
        }

        @Test
        void takes_an_admin_only_field_from_an_admin_alone() {
            create(having(Scope.RECORDS_WRITE), PATIENTS, null, "name", "Ada", "secret", "s")
                    .expectException(violating("/fieldValues/secret unknown"));
            create(having(Scope.RECORDS_ADMIN), PATIENTS, null, "name", "Ada", "secret", "s")
                    .expectResultMessagePayloadMatching(showing(1, values("name", "Ada", "secret", "s")));
        }

        @Test
        void takes_the_external_id_from_the_field_that_holds_it() {
            for (var given : Arrays.asList(null, "c-1")) {
                createWith(admin(), CODED, null, given, null, "code", "c-1")
                        .expectEvents(new RecordCreated(
                                WORKSPACE,
                                RECORD,
                                CODED,
                                1,
                                null,
                                "c-1",
                                null,
                                new FieldValues(values("code", "c-1")),
                                new Actor(null, "service")));
            }
            createWith(admin(), CODED, null, "c-2", null, "code", "c-1")
                    .expectException(violating("/externalId mismatch"));
        }

        @Test
        void takes_external_ids_of_1_to_255_characters_without_control_characters() {
            createWith(admin(), CLOSED, null, "ü".repeat(255), null).expectSuccessfulHandlerExecution();
            createWith(admin(), CLOSED, null, "😀".repeat(255), null).expectSuccessfulHandlerExecution();
            createWith(admin(), CLOSED, null, "x".repeat(256), null)
                    .expectException(violating("/externalId maxLength"));
            createWith(admin(), CLOSED, null, "a\nb", null).expectException(violating("/externalId text"));
            createWith(admin(), CODED, null, null, null, "code", "a\tb")
                    .expectException(violating("/fieldValues/code text"));
        }

        @Test
        void does_not_tell_of_a_field_by_its_defaults_target() {
            create(member(OWNER), HIDDEN_LINK, OWNER).expectSuccessfulHandlerExecution();
            create(member(OWNER), HIDDEN_LINK, OWNER, "link", 55L)
                    .expectException(violating("/fieldValues/link unknown"));
        }

        @Test
        void takes_a_reference_only_to_a_record_that_is_there_for_the_caller() {
            create(admin(), VISITS, null, "patient", 55L).expectException(violating("/fieldValues/patient reference"));
            references.readable.add(new Reference("patient", "type_" + PATIENTS, 55));
            create(admin(), VISITS, null, "patient", 55L).expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Update {

        private ResultValidator<DataRecord> update(TestExecutor<DataRecord> given, Caller by, Object... changes) {
            return updateIn(given, by, PATIENTS, IfMatch.ANY, changes);
        }

        private ResultValidator<DataRecord> updateIn(
                TestExecutor<DataRecord> given, Caller by, long type, IfMatch ifMatch, Object... changes) {
            return given.when(
                    new UpdateFields(new RecordId(WORKSPACE, RECORD), type(type), values(changes), ifMatch, by));
        }

        @Test
        void emits_only_the_values_that_differ() {
            update(
                            fixture.given(created(PATIENTS, OWNER, "name", "Ada", "age", 36L)),
                            admin(),
                            "name",
                            "Ada",
                            "age",
                            37L)
                    .expectEvents(new FieldsUpdated(
                            WORKSPACE,
                            RECORD,
                            PATIENTS,
                            1,
                            OWNER,
                            new FieldValues(values("age", 37L)),
                            new Actor(null, "service")))
                    .expectResultMessagePayloadMatching(showing(2, values("name", "Ada", "age", 37L)));
        }

        @Test
        void that_changes_nothing_emits_nothing() {
            update(
                            fixture.given(
                                    created(PATIENTS, OWNER, "name", "Ada", "age", 36L),
                                    updated(PATIENTS, OWNER, "age", 37L)),
                            admin(),
                            "age",
                            37L)
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(showing(2, values("name", "Ada", "age", 37L)));
        }

        @Test
        void clears_with_null_what_is_not_required() {
            update(fixture.given(created(PATIENTS, null, "name", "Ada", "age", 36L)), admin(), "age", null)
                    .expectResultMessagePayloadMatching(showing(2, values("name", "Ada")));
            update(fixture.given(created(PATIENTS, null, "name", "Ada")), admin(), "name", null)
                    .expectException(violating("/fieldValues/name required"));
        }

        @Test
        void of_an_unknown_type_or_in_another_types_path_is_not_found() {
            updateIn(fixture.given(created(PATIENTS, null, "name", "Ada")), admin(), 999, IfMatch.ANY)
                    .expectException(rejectedWith(new DataTypeNotFound()));
            updateIn(fixture.given(created(PATIENTS, null, "name", "Ada")), admin(), VISITS, IfMatch.ANY)
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void of_what_never_was_or_is_deleted_is_not_found() {
            update(fixture.givenNoPriorActivity(), admin()).expectException(AggregateNotFoundException.class);
            update(
                            fixture.given(
                                    created(PATIENTS, null, "name", "Ada"),
                                    new RecordDeleted(WORKSPACE, RECORD, PATIENTS, null, new Actor(null, "d"))),
                            admin())
                    .expectException(AggregateDeletedException.class);
        }

        @Test
        void of_ones_own_needs_no_more_than_member_access() {
            update(fixture.given(created(PATIENTS, OWNER, "name", "Ada")), member(OWNER), "age", 1L)
                    .expectSuccessfulHandlerExecution();
            updateIn(fixture.given(created(CLOSED, OWNER)), member(OWNER), CLOSED, IfMatch.ANY, "note", "n")
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void of_anothers_needs_the_scope_or_a_grant() {
            for (Long owner : Arrays.asList(OWNER, null)) {
                for (var allowed : List.of(having(Scope.RECORDS_WRITE), member(8, "nurse"))) {
                    update(fixture.given(created(PATIENTS, owner, "name", "Ada")), allowed, "age", 1L)
                            .expectSuccessfulHandlerExecution();
                }
                for (var reader : List.of(having(Scope.RECORDS_READ), member(8, "reader"))) {
                    update(fixture.given(created(PATIENTS, owner, "name", "Ada")), reader, "age", 1L)
                            .expectException(rejectedWith(new Forbidden("update this record")));
                }
                update(fixture.given(created(PATIENTS, owner, "name", "Ada")), member(8), "age", 1L)
                        .expectException(rejectedWith(new RecordNotFound()));
            }
        }

        @Test
        void honours_if_match_after_permission_and_before_values() {
            updateIn(fixture.given(created(PATIENTS, OWNER, "name", "Ada")), admin(), PATIENTS, version(1), "age", 1L)
                    .expectSuccessfulHandlerExecution();
            updateIn(fixture.given(created(PATIENTS, OWNER, "name", "Ada")), admin(), PATIENTS, version(2), "age", 151L)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            updateIn(fixture.given(created(PATIENTS, OWNER, "name", "Ada")), member(8), PATIENTS, version(2))
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void lists_every_violation_at_once() {
            update(fixture.given(created(PATIENTS, null, "name", "Ada")), admin(), "name", 1L, "age", -1L, "hat", null)
                    .expectNoEvents()
                    .expectException(
                            violating("/fieldValues/name type", "/fieldValues/age min", "/fieldValues/hat unknown"));
        }

        @Test
        void in_an_archived_type_is_refused_even_if_it_changes_nothing_but_after_the_values_are_checked() {
            updateIn(fixture.given(created(ARCHIVED, null, "age", 1L)), admin(), ARCHIVED, IfMatch.ANY, "age", 1L)
                    .expectException(rejectedWith(new DataTypeArchived()));
            updateIn(fixture.given(created(ARCHIVED, null, "age", 1L)), admin(), ARCHIVED, IfMatch.ANY, "age", 151L)
                    .expectException(violating("/fieldValues/age max"));
        }

        @Test
        void keeps_the_field_that_is_the_external_id() {
            updateIn(
                            fixture.given(created(CODED, null, "code", "c-1")),
                            admin(),
                            CODED,
                            IfMatch.ANY,
                            "code",
                            "c-1",
                            "note",
                            "n")
                    .expectSuccessfulHandlerExecution();
            updateIn(fixture.given(created(CODED, null, "code", "c-1")), admin(), CODED, IfMatch.ANY, "code", "c-2")
                    .expectException(violating("/fieldValues/code fixed"));
        }

        @Test
        void hides_an_admin_only_field_from_all_others() {
            var given = created(PATIENTS, null, "name", "Ada", "secret", "s");
            update(fixture.given(given), having(Scope.RECORDS_WRITE), "age", 1L)
                    .expectResultMessagePayloadMatching(showing(2, values("name", "Ada", "age", 1L)));
            update(fixture.given(given), having(Scope.RECORDS_WRITE), "secret", "t")
                    .expectException(violating("/fieldValues/secret unknown"));
            update(fixture.given(given), admin(), "secret", "t").expectSuccessfulHandlerExecution();
        }

        @Test
        void checks_a_reference_when_it_is_set_and_lets_one_dangle_that_is_not_touched() {
            updateIn(fixture.given(created(VISITS, null)), admin(), VISITS, IfMatch.ANY, "patient", 55L)
                    .expectException(violating("/fieldValues/patient reference"));
            updateIn(fixture.given(created(VISITS, null, "patient", 55L)), admin(), VISITS, IfMatch.ANY, "patient", 55L)
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Delete {

        private ResultValidator<DataRecord> delete(TestExecutor<DataRecord> given, Caller by) {
            return delete(given, by, PATIENTS, IfMatch.ANY);
        }

        private ResultValidator<DataRecord> delete(
                TestExecutor<DataRecord> given, Caller by, long type, IfMatch ifMatch) {
            return given.when(new DeleteRecord(new RecordId(WORKSPACE, RECORD), type(type), ifMatch, by));
        }

        @Test
        void emits_no_values_and_leaves_nothing() {
            delete(fixture.given(created(PATIENTS, OWNER, "name", "Ada")), admin())
                    .expectEvents(new RecordDeleted(WORKSPACE, RECORD, PATIENTS, OWNER, new Actor(null, "service")))
                    .expectMarkedDeleted();
        }

        @Test
        void of_what_is_not_there_is_not_found() {
            delete(fixture.givenNoPriorActivity(), admin()).expectException(AggregateNotFoundException.class);
            delete(fixture.given(created(PATIENTS, null)), admin(), 999, IfMatch.ANY)
                    .expectException(rejectedWith(new DataTypeNotFound()));
            delete(fixture.given(created(PATIENTS, null)), admin(), VISITS, IfMatch.ANY)
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void needs_the_scope_or_a_grant() {
            for (var allowed : List.of(having(Scope.RECORDS_ADMIN), member(8, "nurse"))) {
                delete(fixture.given(created(PATIENTS, OWNER)), allowed).expectSuccessfulHandlerExecution();
            }
            for (var reader : List.of(having(Scope.RECORDS_WRITE), member(8, "reader"), member(OWNER))) {
                delete(fixture.given(created(PATIENTS, OWNER)), reader)
                        .expectException(rejectedWith(new Forbidden("delete this record")));
            }
            delete(fixture.given(created(PATIENTS, OWNER)), member(8))
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void of_ones_own_is_allowed_where_member_access_says_so() {
            types.with(defined(PATIENTS, access(List.of(), MemberAction.DELETE)));
            delete(fixture.given(created(PATIENTS, OWNER)), member(OWNER)).expectSuccessfulHandlerExecution();
            delete(fixture.given(created(PATIENTS, OWNER)), member(8))
                    .expectException(rejectedWith(new RecordNotFound()));
            delete(fixture.given(created(PATIENTS, null)), member(8))
                    .expectException(rejectedWith(new RecordNotFound()));
        }

        @Test
        void honours_if_match_after_permission() {
            delete(fixture.given(created(PATIENTS, OWNER)), admin(), PATIENTS, version(2))
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            delete(fixture.given(created(PATIENTS, OWNER)), member(OWNER), PATIENTS, version(2))
                    .expectException(rejectedWith(new Forbidden("delete this record")));
            delete(fixture.given(created(PATIENTS, OWNER)), admin(), PATIENTS, version(1))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_allowed_in_an_archived_type() {
            delete(fixture.given(created(ARCHIVED, null)), admin(), ARCHIVED, IfMatch.ANY)
                    .expectSuccessfulHandlerExecution();
        }
    }
}
