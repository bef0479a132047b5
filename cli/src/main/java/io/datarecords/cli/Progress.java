package io.datarecords.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A bar on the terminal that says how far something is, how fast it goes, and when it will be done. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final Duration BETWEEN_LINES = Duration.ofMillis(100);
    private static final String ERASE_LINE = "\r\033[K";

    private final PrintWriter terminal;
    private final boolean seen;
    private final String what;
    private final long started = System.nanoTime();
    private long lastLine = started - BETWEEN_LINES.toNanos();

    Progress(PrintWriter terminal, boolean seen, String what) {
        this.terminal = terminal;
        this.seen = seen;
        this.what = what;
    }

    /** Whether the script that started this found a terminal behind the standard error. */
    static boolean isSeen() {
        return Boolean.getBoolean("records.terminal");
    }

    /**
     * Moves the bar on; calls that come too fast for the eye cost nothing.
     *
     * @param total what 100 % is; 0 if nobody knows
     */
    void to(long done, long total) {
        long now = System.nanoTime();
        if (seen && now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            terminal.print(ERASE_LINE + line(done, total, (now - started) / 1e9));
            terminal.flush();
        }
    }

    private String line(long done, long total, double seconds) {
        long perSecond = Math.round(done / Math.max(seconds, 0.001));
        if (total == 0) {
            return String.format(Locale.ROOT, "%s %,d, %,d/s", what, done, perSecond);
        }
        double part = Math.clamp((double) done / total, 0, 1);
        int full = (int) (part * WIDTH);
        long left = Math.round(Math.max(0, total - done) / (double) Math.max(perSecond, 1));
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%  %,d of %,d, %,d/s, %d:%02d left",
                what,
                "#".repeat(full),
                " ".repeat(WIDTH - full),
                part * 100,
                done,
                total,
                perSecond,
                left / 60,
                left % 60);
    }

    /** Leaves the line empty for what is printed next. */
    @Override
    public void close() {
        if (seen) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
