package io.datarecords.query.record;

import io.datarecords.api.Paging;
import io.datarecords.api.Rejected;
import io.datarecords.api.record.RecordQuery.ListRecords;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a list goes on. It is opaque to clients, but nothing is trusted in it: whoever forges one reaches
 * no row that the list would not show.
 *
 * @param total as counted on the walk's first page
 * @param page  of the rows that come next
 * @param after the last row before them
 */
record Cursor(long total, long page, Position after) {

    private static final byte VERSION = 1;
    private static final int HASH = 12;
    private static final byte ID_ONLY = 0;
    private static final byte KEYED = 1;
    private static final byte ABSENT = 2;

    /** @throws Rejected if the query's cursor is none, or another query's */
    static @Nullable Cursor of(ListRecords query) {
        var text = query.cursor();
        if (text == null) {
            return null;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte version = bytes.get();
            var hash = new byte[HASH];
            bytes.get(hash);
            var cursor = read(bytes);
            if (version == VERSION && cursor.isPlausible() && Arrays.equals(hash, hash(query))) {
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException | CharacterCodingException _) {
            // told below
        }
        throw refused();
    }

    static Rejected refused() {
        return Rejected.invalid("cursor", "cursor", "must be the nextCursor of a page of the same list");
    }

    private static Cursor read(ByteBuffer bytes) throws CharacterCodingException {
        byte kind = bytes.get();
        long total = bytes.getLong();
        long page = bytes.getLong();
        long id = bytes.getLong();
        var key = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        return new Cursor(total, page, new Position(kind != ABSENT, kind == KEYED ? key : null, id));
    }

    private boolean isPlausible() {
        var key = after.key();
        return total >= 0 && page >= 1 && page <= Paging.MAX_PAGE && (key == null || key.indexOf('\0') < 0);
    }

    /** The cursor as the client gets it, good for this query alone. */
    String write(ListRecords query) {
        var key = (after.key() == null ? "" : after.key()).getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(2 + HASH + 3 * Long.BYTES + key.length)
                .put(VERSION)
                .put(hash(query))
                .put(kind())
                .putLong(total)
                .putLong(page)
                .putLong(after.id())
                .put(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private byte kind() {
        if (!after.isValued()) {
            return ABSENT;
        }
        return after.key() == null ? ID_ONLY : KEYED;
    }

    /** What makes two queries the same list: not the page's size, nor in which order the conditions are given. */
    private static byte[] hash(ListRecords query) {
        var conditions = query.filter().conditions().stream()
                .map(condition -> condition.property() + '\0' + condition.operator() + '\0' + condition.operands())
                .sorted()
                .collect(Collectors.joining("\0"));
        var list = String.join(
                "\0\0",
                query.dataType().toString(),
                conditions,
                String.valueOf(query.filter().search()),
                query.order().toString(),
                String.valueOf(query.asOf()),
                String.valueOf(query.isCounted()));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
