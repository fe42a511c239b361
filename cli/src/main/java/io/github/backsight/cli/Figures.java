package io.github.backsight.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers as people read them: the same on every machine, whatever its locale and time zone.
final class Figures {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT);
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /// {@return `74,134`}
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// {@return `1 row`, `2 rows`}
    static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /// {@return `62.0 MB`: powers of 1,000, as stores and disks count}
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.95 && unit < BYTE_UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, BYTE_UNITS[unit]);
    }

    /// {@return `250 ms`, `3.2 s`, `2 min 05 s`, `1 h 02 min`}
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /// {@return `2026-11-23 00:22:05Z`, in UTC}
    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
