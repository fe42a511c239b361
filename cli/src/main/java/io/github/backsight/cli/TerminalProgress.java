package io.github.backsight.cli;

import io.github.backsight.progress.Progress;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// Progress as bars on a terminal, with rate and time left. Steps that take less than a second are never seen; of
/// several at once the newest is drawn.
final class TerminalProgress implements Progress {
    private static final int REFRESH_MILLIS = 200;
    private static final int USUAL_WIDTH = 80;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final PrintStream terminal;
    private final int width;
    private final LongSupplier nanoTime;
    private final TreeSet<Integer> underWay = new TreeSet<>();
    private int begun;

    /// @param columns how wide the terminal is, as the variable COLUMNS says; anything else is taken as 80
    /// @param nanoTime as [System#nanoTime]
    TerminalProgress(PrintStream terminal, String columns, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.terminal = terminal;
        this.width = columns.matches("[0-9]{2,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    @Override
    public Step start(String what, long total, Unit unit) {
        var line = new Line(begin(), nanoTime.getAsLong());
        var bar = builder(what, total, unit).setConsumer(line).build();
        return new Step() {
            @Override
            public void advance(long amount) {
                bar.stepBy(amount);
            }

            @Override
            public void expect(long more) {
                bar.maxHint(bar.getMax() + more);
            }

            @Override
            public void close() {
                bar.close();
                line.end();
            }
        };
    }

    private static ProgressBarBuilder builder(String what, long total, Unit unit) {
        var speed =
                new DecimalFormat(unit == Unit.BYTES ? "0.0" : "#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        var builder = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed(speed);
        return unit == Unit.BYTES ? builder.setUnit(" MB", 1_000_000) : builder;
    }

    private synchronized int begin() {
        underWay.add(++begun);
        return begun;
    }

    private synchronized void end(int number) {
        underWay.remove(number);
    }

    private synchronized boolean isNewest(int number) {
        return !underWay.isEmpty() && underWay.last() == number;
    }

    /// One line of the terminal, drawn over and over, and left standing when the step ends.
    private final class Line implements ProgressBarConsumer {
        private final int number;
        private final long beginNanos;
        private boolean drawn;

        Line(int number, long beginNanos) {
            this.number = number;
            this.beginNanos = beginNanos;
        }

        @Override
        public int getMaxRenderedLength() {
            return width - 1;
        }

        @Override
        public void accept(String rendered) {
            if (nanoTime.getAsLong() - beginNanos >= PATIENCE_NANOS && isNewest(number)) {
                terminal.print("\r" + rendered + "\u001b[K");
                terminal.flush();
                drawn = true;
            }
        }

        /// Nothing: the bar does not tell of its end when it is closed before it was ever drawn, so [#end] does.
        @Override
        public void close() {}

        void end() {
            TerminalProgress.this.end(number);
            if (drawn) {
                terminal.print("\n");
                terminal.flush();
            }
        }
    }
}
