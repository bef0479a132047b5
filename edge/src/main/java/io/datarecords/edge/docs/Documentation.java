package io.datarecords.edge.docs;

import java.util.List;

/** A controller that serves what the service says of itself: it is open to whoever has no token yet, for reading. */
public interface Documentation {

    /** The patterns of every path that it serves. */
    List<String> paths();
}
