package io.github.backsight.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/// A time as people write it on a command line: with its zone, or so long ago. No zone is ever guessed.
final class PointInTime {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6}) ?(second|minute|hour|day|week)s? ago");
    private static final String FORMS = "2026-11-23T03:00:00Z, 2026-11-23T04:00:00+01:00, or \"2 hours ago\"";

    private PointInTime() {}

    /// @param option the option that has the text, for messages
    /// @param now what relative times are counted from
    /// @throws CommandException if it is no time, has no zone, or has not come yet
    static Instant parse(String option, String text, Instant now) throws CommandException {
        var instant = instant(option, text.strip(), now);
        if (instant.isAfter(now)) {
            throw refusal(option + " takes a time that is past, and " + instant + " is not yet: now is " + now);
        }
        return instant;
    }

    private static Instant instant(String option, String text, Instant now) throws CommandException {
        var ago = AGO.matcher(text.toLowerCase(Locale.ROOT).replaceAll(" +", " "));
        if (ago.matches()) {
            return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        var written = text.toUpperCase(Locale.ROOT).replaceFirst(" ", "T");
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            throw refusal(option + ": " + why(text, written));
        }
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    private static String why(String text, String written) {
        if (isLocal(written)) {
            return "'" + text + "' does not say in which zone, and none is guessed. Write " + written + "Z for UTC, or "
                    + written + "+01:00 for a zone that is an hour ahead of it";
        }
        if (isDate(written)) {
            return "'" + text + "' is a day without a time and a zone. Write for example " + text + "T03:00:00Z";
        }
        return "'" + text + "' is no time. Write for example " + FORMS;
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static CommandException refusal(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
