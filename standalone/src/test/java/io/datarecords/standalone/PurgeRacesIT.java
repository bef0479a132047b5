package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.set;
import static io.datarecords.standalone.EveryTable.awaitNoRowsWith;
import static io.datarecords.standalone.EveryTable.rowsWith;
import static io.datarecords.standalone.EveryTable.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deletes by the thousand, each while others change the very record. */
class PurgeRacesIT {

    private static final int PAIRS = 16;
    private static final int YOUNG = 9_700;
    private static final int OLD = 300;
    private static final int UPDATES_OF_AN_OLD_ONE = 101;

    // As the appender would have written them one by one: the events of one record, again for each new id.
    private static final String COPY = """
            with last as materialized (select position, time from log.head for update),
            block as materialized (select nextval('log.id_block') as number from generate_series(1, :copies / 100)),
            id as (select (number - 1) * 100 + n as id from block, generate_series(1, 100) n),
            copy as (
                select id.id, e.*, row_number() over (order by id.id, e.sequence) as place
                from log.event e, id where e.aggregate = :record),
            written as (
                insert into log.event
                    (position, event_id, workspace, kind, aggregate, sequence, type, revision, time, payload, metadata)
                select last.position + place, gen_random_uuid(), workspace, kind, copy.id, sequence, type, revision,
                       last.time, jsonb_set(payload, '{recordId}', to_jsonb(copy.id)), metadata
                from copy, last),
            counted as (
                update log.data_type_head set live_records = live_records + :copies, recounted = true,
                    last_position = (select max(place) + max(last.position) from copy, last)
                where id = (select (payload ->> 'dataTypeId')::bigint from copy limit 1)),
            moved as (update log.head set position = last.position + (select count(*) from copy) from last)
            select id from id""";

    private static final String LEFT = """
            select type || ' at ' || case count(*) when 1 then 'one' else 'several' end
            from log.event where payload ->> 'dataTypeId' = :type and kind = 'records'
            group by aggregate, type
            union all
            select 'snapshot' from log.snapshot s
            where exists (select from log.event e where e.aggregate = s.aggregate and e.kind = 'records'
                          and e.payload ->> 'dataTypeId' = :type)
            union all
            select 'row of a view' from %s.record_view where data_type_id = :type::bigint""";

    /** A record to be deleted when its first update is sent, an old one while the snapshot is made that this leads to. */
    private record Doomed(String path, boolean isOld, CountDownLatch updateSent) {}

    @Test
    void ofTenThousandRecordsDeletedAmongUpdatesNothingRemainsAndNothingComesBack() throws Exception {
        var manager = Client.manager(SharedService.get());
        var type = manager.define("memo", field("text", "text"));
        var secret = word("secret");
        var doomed = doomed(manager, type, secret);

        var statuses = Crowd.of(
                2 * PAIRS,
                number -> number < PAIRS
                        ? delete(manager, slice(doomed, number))
                        : update(manager, slice(doomed, number - PAIRS), secret));

        assertThat(flat(statuses.subList(0, PAIRS))).hasSize(doomed.size()).containsOnly(200);
        assertThat(flat(statuses.subList(PAIRS, 2 * PAIRS))).contains(200, 404).containsOnly(200, 404);
        awaitNoRowsWith(secret);
        assertNothingIsLeft(type, doomed.size());
        assertThat(flat(Crowd.of(PAIRS, number -> askFor(manager, slice(doomed, number), secret))))
                .containsOnly(404);
        assertNothingIsLeft(type, doomed.size());
        assertThat(rowsWith(secret)).isEmpty();
        assertThat(manager.get(type).json().get("recordCount").asLong()).isZero();
    }

    /** Young and old ones mixed; of every third old one there is a snapshot already. */
    private static List<Doomed> doomed(Client manager, String type, String secret) {
        var young = manager.create(type, "text", secret);
        var old = manager.create(type, "text", secret);
        for (int i = 0; i < UPDATES_OF_AN_OLD_ONE; i++) {
            assertThat(manager.put(old, set("text", secret + i)).status()).isEqualTo(200);
        }
        var doomed = new ArrayList<Doomed>();
        for (var path : copies(young, type, YOUNG)) {
            doomed.add(new Doomed(path, false, new CountDownLatch(1)));
        }
        for (var path : copies(old, type, OLD)) {
            doomed.add(new Doomed(path, true, new CountDownLatch(1)));
            if (doomed.size() % 3 == 0) {
                manager.put(path, set("text", secret));
            }
        }
        manager.delete(young);
        manager.delete(old);
        Collections.shuffle(doomed, new Random(1));
        return doomed;
    }

    private static List<String> copies(String record, String type, int copies) {
        return SharedService.database()
                .sql(COPY)
                .param("record", idIn(record))
                .param("copies", copies)
                .query(Long.class)
                .list()
                .stream()
                .map(id -> type + "/records/" + id)
                .toList();
    }

    private static long idIn(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static List<Integer> delete(Client manager, List<Doomed> doomed) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var record : doomed) {
            assertThat(record.updateSent.await(30, TimeUnit.SECONDS)).isTrue();
            if (record.isOld) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(15));
            }
            statuses.add(manager.delete(record.path).status());
        }
        return statuses;
    }

    /** Meets the one who deletes at each record; goes on with an old one until it is gone. */
    private static List<Integer> update(Client manager, List<Doomed> doomed, String secret) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var record : doomed) {
            int status;
            do {
                record.updateSent.countDown();
                // or else the update always has the start
                Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                status = manager.put(record.path, set("text", secret + statuses.size()))
                        .status();
                statuses.add(status);
            } while (record.isOld && status == 200);
        }
        return statuses;
    }

    /** One in ten. */
    private static List<Integer> askFor(Client manager, List<Doomed> doomed, String secret) {
        return doomed.subList(0, doomed.size() / 10).stream()
                .flatMap(record -> Stream.of(manager.get(record.path), manager.put(record.path, set("text", secret))))
                .map(StandaloneProcess.Answer::status)
                .toList();
    }

    private static void assertNothingIsLeft(String type, int deleted) {
        var left = SharedService.database()
                .sql(LEFT.formatted(SharedService.views()))
                .param("type", String.valueOf(idIn(type)))
                .query(String.class)
                .list();
        assertThat(left).hasSize(deleted + 2).containsOnly("RecordDeleted at one");
    }

    private static List<Doomed> slice(List<Doomed> doomed, int number) {
        var slice = new ArrayList<Doomed>();
        for (int i = number; i < doomed.size(); i += PAIRS) {
            slice.add(doomed.get(i));
        }
        return slice;
    }

    private static List<Integer> flat(List<List<Integer>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
