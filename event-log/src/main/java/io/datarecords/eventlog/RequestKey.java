package io.datarecords.eventlog;

import java.util.UUID;

/**
 * Marks a request, so that it is done once however often it is sent. Whoever sends a command for it puts it into the
 * command's metadata under {@link #KEY}; it is then written in the transaction of the command's event, beside the event
 * and not in it.
 *
 * @param caller who sends it, as SHA-256 in hexadecimal
 * @param key    the client's own name for the request, unique for its caller within the workspace
 * @param hash   what is asked, as SHA-256 in hexadecimal
 */
public record RequestKey(UUID workspace, String caller, String key, String hash) {

    public static final String KEY = "requestKey";

    /** What no two living rows have in common. */
    record Identity(UUID workspace, String caller, String key) {}

    Identity identity() {
        return new Identity(workspace, caller, key);
    }
}
