package io.datarecords.command.record;

import org.jspecify.annotations.Nullable;

/**
 * One row of an upload.
 *
 * @param size       in bytes
 * @param body       what it asks, or null if it cannot be read
 * @param unreadable why it cannot, or null
 */
record Row(int size, @Nullable RecordBody body, @Nullable RuntimeException unreadable) {}
