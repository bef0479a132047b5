package io.datarecords.api;

import io.datarecords.api.access.Actor;
import java.util.UUID;

/** Something that happened in a workspace and is kept in the event log. */
public interface DomainEvent {

    UUID workspace();

    /** The data type that the event is about, or whose record it is about. */
    long dataTypeId();

    /** Who made it happen. */
    Actor by();
}
