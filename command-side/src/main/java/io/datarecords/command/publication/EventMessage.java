package io.datarecords.command.publication;

import java.util.List;
import java.util.UUID;

/**
 * An event as downstream systems get it, see docs/events.md.
 *
 * @param type        the name of the event's type
 * @param id          the event's id, the same whenever it is sent again
 * @param key         unique, so that compaction takes nothing but what a tombstone names
 * @param partitionId what decides on the partition: the id of the record, or of the data type for its own events
 * @param headers     in the order in which they are sent
 * @param value       JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // what is sent are bytes, and nobody asks whether messages are equal
record EventMessage(String type, UUID id, String key, long partitionId, List<Header> headers, byte[] value) {

    /** The value is ASCII. */
    record Header(String name, String value) {}

    /** The key of the message for the event that led a record to that version. */
    static String recordKey(long id, long version) {
        return "record/" + id + "/" + version;
    }

    /** The key of the message for the event that led a data type to that version. */
    static String dataTypeKey(long id, long version) {
        return "type/" + id + "/" + version;
    }
}
