package io.datarecords.command.record;

import static io.datarecords.command.Rejections.rejectedWith;
import static io.datarecords.command.Rejections.violating;
import static io.datarecords.command.TestCallers.WORKSPACE;
import static io.datarecords.command.TestCallers.admin;
import static io.datarecords.command.TestCallers.having;
import static io.datarecords.command.TestCallers.member;
import static io.datarecords.command.datatype.TestTypes.archived;
import static io.datarecords.command.datatype.TestTypes.defined;
import static io.datarecords.command.datatype.TestTypes.externalId;
import static io.datarecords.command.datatype.TestTypes.field;

import io.datarecords.api.IfMatch;
import io.datarecords.api.IfNoneMatch;
import io.datarecords.api.Rejection.DataTypeArchived;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.Rejection.OwnerMismatch;
import io.datarecords.api.Rejection.RecordNotFound;
import io.datarecords.api.Rejection.VersionMismatch;
import io.datarecords.api.Targeted;
import io.datarecords.api.access.Actor;
import io.datarecords.api.access.Caller;
import io.datarecords.api.access.Scope;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.FieldValues;
import io.datarecords.api.record.RecordCommand.CreateRecord;
import io.datarecords.api.record.RecordCommand.Owner;
import io.datarecords.api.record.RecordCommand.UpdateFields;
import io.datarecords.api.record.RecordCommand.UpsertExisting;
import io.datarecords.api.record.RecordCommand.UpsertNew;
import io.datarecords.api.record.RecordEvent.FieldsUpdated;
import io.datarecords.api.record.RecordEvent.RecordCreated;
import io.datarecords.api.record.RecordId;
import io.datarecords.command.datatype.TestTypes;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpsertTest {

    private static final RecordId RECORD = new RecordId(WORKSPACE, 100);
    private static final long NOTES = 1;
    private static final long CODED = 2;
    private static final long ARCHIVED = 3;
    private static final long OWNER = 7;
    private static final Map<String, Object> NOTE = Map.of("note", "n");
    private static final Map<String, Object> WRONG = Map.of("note", 1L);

    private final TestTypes types = new TestTypes()
            .with(defined(NOTES, field("note", "text")))
            .with(defined(CODED, externalId("code"), field("note", "text")))
            .with(defined(ARCHIVED, field("note", "text")), archived(ARCHIVED));

    private AggregateTestFixture<DataRecord> fixture;

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(DataRecord.class);
        fixture.registerCommandTargetResolver(command ->
                new VersionedAggregateIdentifier((Object) ((Targeted) command.getPayload()).aggregateId(), null));
        fixture.registerInjectableResource(types);
        fixture.registerInjectableResource((References) (reference, by) -> true);
    }

    private static DataTypeId type(long id) {
        return new DataTypeId(WORKSPACE, id);
    }

    private static RecordCreated created(long type, Map<String, Object> values, Caller by) {
        return new RecordCreated(
                WORKSPACE, RECORD.id(), type, 1, OWNER, "x", null, new FieldValues(values), by.actor());
    }

    @Nested
    class OfWhatIsNotThere {

        private ResultValidator<DataRecord> upsert(
                Caller by, long type, IfMatch ifMatch, Map<String, Object> fieldValues) {
            var creation = new CreateRecord(RECORD, type(type), OWNER, "x", null, fieldValues, by);
            return fixture.givenNoPriorActivity().when(new UpsertNew(creation, ifMatch));
        }

        @Test
        void creates_it() {
            upsert(admin(), NOTES, IfMatch.ANY, NOTE).expectEvents(created(NOTES, NOTE, admin()));
        }

        @Test
        void fills_the_field_that_holds_the_external_id() {
            upsert(admin(), CODED, IfMatch.ANY, NOTE)
                    .expectEvents(created(CODED, Map.of("code", "x", "note", "n"), admin()));
            upsert(admin(), CODED, IfMatch.ANY, Map.of("code", "x"))
                    .expectEvents(created(CODED, Map.of("code", "x"), admin()));
        }

        @Test
        void refuses_another_value_there() {
            upsert(admin(), CODED, IfMatch.ANY, Map.of("code", "y"))
                    .expectException(violating("/fieldValues/code mismatch"));
        }

        @Test
        void says_404_then_403_then_412_then_400_then_409() {
            var any = new IfMatch(true, Set.of());
            upsert(having(), 999, any, WRONG).expectException(rejectedWith(new DataTypeNotFound()));
            upsert(having(), ARCHIVED, any, WRONG).expectException(rejectedWith(new Forbidden("create this record")));
            upsert(admin(), ARCHIVED, any, WRONG).expectException(rejectedWith(new VersionMismatch(null)));
            upsert(admin(), ARCHIVED, IfMatch.ANY, WRONG).expectException(violating("/fieldValues/note type"));
            upsert(admin(), ARCHIVED, IfMatch.ANY, NOTE).expectException(rejectedWith(new DataTypeArchived()));
        }
    }

    @Nested
    class OfWhatIsThere {

        private ResultValidator<DataRecord> upsert(
                Caller by,
                long type,
                IfMatch ifMatch,
                IfNoneMatch ifNoneMatch,
                Owner owner,
                Map<String, Object> values) {
            var update = new UpdateFields(RECORD, type(type), values, ifMatch, by);
            return fixture.given(created(type, Map.of("note", "m"), admin()))
                    .when(new UpsertExisting(update, ifNoneMatch, owner));
        }

        private ResultValidator<DataRecord> upsert(Owner owner, Map<String, Object> values) {
            return upsert(admin(), NOTES, IfMatch.ANY, IfNoneMatch.NONE, owner, values);
        }

        @Test
        void changes_what_differs() {
            upsert(null, NOTE)
                    .expectEvents(new FieldsUpdated(
                            WORKSPACE,
                            RECORD.id(),
                            NOTES,
                            1,
                            OWNER,
                            new FieldValues(NOTE),
                            new Actor(null, "service")));
            upsert(null, Map.of("note", "m")).expectNoEvents();
        }

        @Test
        void leaves_its_owner() {
            upsert(new Owner(OWNER), NOTE).expectSuccessfulHandlerExecution();
            upsert(new Owner(8L), NOTE).expectException(rejectedWith(new OwnerMismatch()));
            upsert(new Owner(null), Map.of()).expectException(rejectedWith(new OwnerMismatch()));
        }

        @Test
        void refuses_a_version_that_the_client_has() {
            var first = new IfNoneMatch(false, Set.of(1L));
            var second = new IfNoneMatch(false, Set.of(2L));
            upsert(admin(), NOTES, IfMatch.ANY, first, null, NOTE)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            upsert(admin(), NOTES, IfMatch.ANY, new IfNoneMatch(true, Set.of()), null, NOTE)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            upsert(admin(), NOTES, IfMatch.ANY, second, null, NOTE).expectSuccessfulHandlerExecution();
        }

        @Test
        void says_404_then_403_then_412_then_400_then_409() {
            var second = new IfMatch(false, Set.of(2L));
            var other = new Owner(8L);
            upsert(member(8), NOTES, second, IfNoneMatch.NONE, other, WRONG)
                    .expectException(rejectedWith(new RecordNotFound()));
            upsert(having(Scope.RECORDS_READ), NOTES, second, IfNoneMatch.NONE, other, WRONG)
                    .expectException(rejectedWith(new Forbidden("update this record")));
            upsert(admin(), NOTES, second, IfNoneMatch.NONE, other, WRONG)
                    .expectException(rejectedWith(new VersionMismatch(1L)));
            upsert(other, WRONG).expectException(violating("/fieldValues/note type"));
            upsert(other, NOTE).expectException(rejectedWith(new OwnerMismatch()));
            upsert(admin(), ARCHIVED, IfMatch.ANY, IfNoneMatch.NONE, null, NOTE)
                    .expectException(rejectedWith(new DataTypeArchived()));
        }
    }
}
