package io.datarecords.standalone.benchmark;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Events in the log as if as many records had been created: what the views then make of them is what they make of a
 * replay. They are put there in one statement, which does under the lock of the head row what an append does.
 *
 * @param firstId of the records; the ids lie without a gap
 */
record LoggedRecords(long firstId, long lastId, long position) {

    private static final String APPEND = """
            with head as (
                update log.head set position = position + :records, time = greatest(clock_timestamp(), time)
                returning position - :records as position, time),
            type as (
                update log.data_type_head set live_records = live_records + :records, recounted = true,
                    last_position = (select position + :records from head)
                where id = :type),
            numbered as (
                select row_number() over () as n, (block - 1) * 100 + i as id
                from (select nextval('log.id_block') as block from generate_series(1, :records / 100)) blocks,
                    generate_series(1, 100) i),
            appended as (
                insert into log.event
                    (position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)
                select head.position + n, gen_random_uuid(), t.workspace, t.kind, id, 0, t.type, t.revision, head.time,
                       t.payload || jsonb_build_object('recordId', id, 'memberId', 1 + n % 1000, 'values',
                           t.payload -> 'values' || jsonb_build_object(
                               'case', n * 7919 % (:records / :per_case), 'score', n % 100)),
                       t.metadata
                from head, numbered, log.event t where t.aggregate = :template
                returning position, aggregate)
            select min(aggregate) as first_id, max(aggregate) as last_id, max(position) as position from appended""";

    /**
     * Appends them.
     *
     * @param template a record of the type; all others become like it
     * @param records  a multiple of 100
     */
    static LoggedRecords append(JdbcClient jdbc, long type, long template, int records) {
        return jdbc.sql(APPEND)
                .params(Map.of("records", records, "template", template, "per_case", Visits.PER_CASE, "type", type))
                .query(LoggedRecords.class)
                .single();
    }
}
