package io.datarecords.query.history;

import io.datarecords.api.Consistency;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.LoggedEvent;
import io.datarecords.query.freshness.FreshTypes;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Exports a member's records and their histories, from the log. */
@Component
final class MemberExports {

    private static final int PAGE = 500;

    private final EventLog log;
    private final FreshTypes types;
    private final JsonMapper json;

    MemberExports(EventLog log, FreshTypes types, JsonMapper json) {
        this.log = log;
        this.types = types;
        this.json = json;
    }

    /**
     * The export, ready to be written.
     *
     * @throws Rejected if the caller may not export what belongs to members
     */
    MemberExport require(long member, Caller by) {
        if (!AccessRules.mayExportHistory(by)) {
            throw new Rejected(new Forbidden("export a member's records and their history"));
        }
        return new MemberExport(this, by.workspace(), member);
    }

    /** How some of the member's records began. */
    List<LoggedEvent> creations(UUID workspace, long member, long afterPosition) {
        return log.creationsOf(workspace, member, afterPosition, PAGE);
    }

    /** Every moment of a record, oldest first; none if it has been deleted meanwhile. */
    List<Moment> moments(LoggedEvent creation) {
        return Moment.of(log.historyOf(creation.aggregateId()));
    }

    /** The type of a record whose history has been read already: no value is shown under an older definition. */
    DataTypeState type(LoggedEvent creation) {
        var event = creation.event();
        return types.require(new DataTypeId(event.workspace(), event.dataTypeId()), Consistency.FRESH)
                .state();
    }

    byte[] json(Object value) {
        return json.writeValueAsBytes(value);
    }
}
