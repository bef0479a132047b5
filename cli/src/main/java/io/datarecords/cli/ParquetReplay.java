package io.datarecords.cli;

import java.io.IOException;

/** Writes a history as files of Parquet, each for a range of positions and there only as a whole. */
final class ParquetReplay {

    /** Positions of the log; how many of them are events of the data type depends. */
    private static final long POSITIONS_OF_A_PART = 1_000_000;

    private final ReplayFolder folder;

    ParquetReplay(ReplayFolder folder) {
        this.folder = folder;
    }

    /** Returns how many bytes were written. The last part that is there is written again: it may have grown since. */
    long run(History history, long after, Progress progress) throws IOException {
        var there = folder.lastPart();
        long bytes = 0;
        long begin = there.isPresent() ? ReplayFolder.after(there.get()) : after;
        for (var first = history.firstAfter(begin); first.isPresent(); first = history.firstAfter(begin)) {
            long start = first.getAsLong() - 1;
            long end = start + POSITIONS_OF_A_PART;
            bytes += PartFile.fill(folder.part(start), history.parquet(start, end), progress);
            begin = end;
        }
        return bytes;
    }
}
