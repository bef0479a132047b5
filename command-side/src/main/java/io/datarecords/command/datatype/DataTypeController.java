package io.datarecords.command.datatype;

import io.datarecords.api.IfMatch;
import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.DataTypeNotFound;
import io.datarecords.api.Rejection.Forbidden;
import io.datarecords.api.access.AccessRules;
import io.datarecords.api.access.Caller;
import io.datarecords.api.datatype.DataTypeCommand;
import io.datarecords.api.datatype.DataTypeCommand.ArchiveDataType;
import io.datarecords.api.datatype.DataTypeCommand.DeleteDataType;
import io.datarecords.api.datatype.DataTypeCommand.UnarchiveDataType;
import io.datarecords.api.datatype.DataTypeId;
import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.api.datatype.DataTypeView;
import io.datarecords.api.datatype.Schema;
import io.datarecords.command.Basis;
import io.datarecords.command.Commands;
import io.datarecords.command.Commands.Done;
import io.datarecords.edge.JsonBody;
import io.datarecords.edge.PathIds;
import io.datarecords.edge.QueryParameters;
import io.datarecords.edge.Tagged;
import io.datarecords.eventlog.DataTypeHead;
import io.datarecords.eventlog.EventLog;
import io.datarecords.eventlog.Ids;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The writes to data types. What is wrong with a request's form is said before it is asked what the path names. */
@RestController
@RequestMapping("/api/v2/w/{workspace}/data-types")
class DataTypeController {

    private final Commands commands;
    private final Ids ids;
    private final EventLog log;

    DataTypeController(Commands commands, Ids ids, EventLog log) {
        this.commands = commands;
        this.ids = ids;
        this.log = log;
    }

    @PostMapping
    ResponseEntity<Tagged<DataTypeView>> define(@RequestBody JsonBody body, QueryParameters query, Caller caller) {
        query.finish();
        var id = new DataTypeId(caller.workspace(), ids.next());
        var defined = send(DefinitionBody.define(id, body, caller));
        return ResponseEntity.created(locationOf(id)).body(defined);
    }

    /** Whether a data type could be given a slug. */
    record SlugCheck(String slug, boolean valid, boolean available) {}

    @PostMapping("/validate-slug")
    SlugCheck validateSlug(@RequestBody JsonBody body, QueryParameters query, Caller caller) {
        query.finish();
        var slug = body.requiredText("slug");
        body.finish();
        if (!AccessRules.mayReadDataTypes(caller)) {
            throw new Rejected(new Forbidden("read data types"));
        }
        boolean valid = Schema.isSlug(slug);
        boolean taken = log.dataTypeBySlug(caller.workspace(), slug).isPresent();
        return new SlugCheck(slug, valid, valid && !taken);
    }

    private static URI locationOf(DataTypeId id) {
        return URI.create("/api/v2/w/" + id.workspace() + "/data-types/" + id.id());
    }

    @PutMapping("/{dataTypeId}")
    Tagged<DataTypeView> revise(
            @PathVariable String dataTypeId,
            @RequestBody JsonBody body,
            IfMatch ifMatch,
            QueryParameters query,
            Caller caller) {
        query.finish();
        return send(DefinitionBody.revise(PathIds.dataType(caller, dataTypeId), body, ifMatch, caller));
    }

    @PostMapping("/{dataTypeId}/archive")
    Tagged<DataTypeView> archive(
            @PathVariable String dataTypeId, IfMatch ifMatch, QueryParameters query, Caller caller) {
        query.finish();
        return send(new ArchiveDataType(PathIds.dataType(caller, dataTypeId), ifMatch, caller));
    }

    @PostMapping("/{dataTypeId}/unarchive")
    Tagged<DataTypeView> unarchive(
            @PathVariable String dataTypeId, IfMatch ifMatch, QueryParameters query, Caller caller) {
        query.finish();
        return send(new UnarchiveDataType(PathIds.dataType(caller, dataTypeId), ifMatch, caller));
    }

    @DeleteMapping("/{dataTypeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String dataTypeId, IfMatch ifMatch, QueryParameters query, Caller caller) {
        query.finish();
        var command = new DeleteDataType(PathIds.dataType(caller, dataTypeId), ifMatch, caller);
        commands.send(command, Basis.LOG, DataTypeNotFound::new);
    }

    /** The count is read first: once the command is done, nothing more can fail. */
    private Tagged<DataTypeView> send(DataTypeCommand command) {
        long records = log.dataTypeHead(command.dataType())
                .map(DataTypeHead::liveRecords)
                .orElse(0L);
        Done<DataTypeState> done = commands.send(command, Basis.LOG, DataTypeNotFound::new);
        var type = done.timed(DataTypeView.of(done.answer(), records), DataTypeView::changedAt);
        return new Tagged<>(type, type.version());
    }
}
