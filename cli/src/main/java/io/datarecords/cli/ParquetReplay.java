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

    /**
     * Returns how many bytes were written. The last part that is there is written again, whatever is left in its range: it
     * may have grown since, and records in it may have been erased.
     */
    long run(History history, long after, Progress progress) throws IOException {
        long bytes = 0;
        long begin = after;
        var there = folder.lastPart();
        if (there.isPresent()) {
            long start = ReplayFolder.after(there.get());
            bytes += write(history, start, progress);
            begin = start + POSITIONS_OF_A_PART;
        }
        for (var first = history.firstAfter(begin); first.isPresent(); first = history.firstAfter(begin)) {
            long start = first.getAsLong() - 1;
            bytes += write(history, start, progress);
            begin = start + POSITIONS_OF_A_PART;
        }
        return bytes;
    }

    private long write(History history, long start, Progress progress) throws IOException {
        return PartFile.fill(folder.part(start), history.parquet(start, start + POSITIONS_OF_A_PART), progress);
    }
}
