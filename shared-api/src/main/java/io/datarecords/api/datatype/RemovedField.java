package io.datarecords.api.datatype;

/** A field that a revision removed; its values stay in the history, hidden from non-admins if it was admin-only. */
public record RemovedField(FieldKey key, boolean isAdminOnly) {}
