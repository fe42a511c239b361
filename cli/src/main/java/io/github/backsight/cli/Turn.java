package io.github.backsight.cli;

import io.github.backsight.release.Action;
import io.github.backsight.release.Lease;
import io.github.backsight.release.LeaseOwner;
import io.github.backsight.release.Lock;
import io.github.backsight.release.Recovery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Waiting for other operations on the same map.
record Turn(Session session, Lock lock, Clock clock) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Pattern PATIENCE = Pattern.compile("([0-9]{1,6})([smh])");

    static Turn of(Session session, Workplace workplace) {
        var clock = session.environment().clock();
        return new Turn(session, new Lock(workplace.store(), workplace.prefix(), owner(), clock), clock);
    }

    /// {@return this very process, as others see it in the lock}
    ///
    /// Where the machine has no name that can be found at once, no process of it is ever held to have ended.
    static LeaseOwner owner() {
        var process = ProcessHandle.current().pid();
        return hostName()
                .map(host -> new LeaseOwner(
                        host, process, number -> ProcessHandle.of(number).isPresent()))
                .orElseGet(() -> new LeaseOwner("some host", process, number -> true));
    }

    /// Tells people of operations without an end, by a command that does something else (law 5).
    static void tellOfUnfinished(Session session, Workplace workplace) {
        var recovery = new Recovery(
                workplace.store(),
                workplace.prefix(),
                owner(),
                session.environment().clock(),
                new SecureRandom());
        try {
            var atWork = of(session, workplace).lock.inTheWayOf(Action.PUBLISH);
            for (var open : recovery.interrupted()) {
                var lease = atWork.filter(each -> each.operation().equals(open.operation()));
                session.note(lease.map(each -> "At work: " + each.text() + ".")
                        .orElseGet(() -> "Unfinished: " + open.text() + ". Look at it with: backsight status;"
                                + " finish it with: backsight recover " + open.operation()));
            }
        } catch (IOException e) {
            // Who may store a file need not be allowed to read the journal.
            return;
        }
    }

    private static Optional<String> hostName() {
        var file = Path.of("/proc/sys/kernel/hostname");
        try {
            return Files.isReadable(file)
                    ? Optional.of(Files.readString(file).strip()).filter(name -> !name.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// {@return how long `text` is, as in `90s`, `15m` or `1h`}
    ///
    /// @throws CommandException if it is no such time
    static Duration patience(String text) throws CommandException {
        var parts = PATIENCE.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new CommandException(ExitCode.USAGE, "--wait takes a time as in 90s, 15m or 1h, not '" + text + "'");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /// Returns when nobody is in the way of `action`.
    ///
    /// @throws CommandException when time is up
    void await(Action action, Duration patience) throws IOException {
        var end = clock.instant().plus(patience);
        var told = Optional.<Lease>empty();
        for (var other = lock.inTheWayOf(action); other.isPresent(); other = lock.inTheWayOf(action)) {
            var lease = other.get();
            if (told.filter(before -> before.token().equals(lease.token())).isEmpty()) {
                session.note("Waiting for " + lease.text() + " ...");
                told = other;
            }
            if (!clock.instant().isBefore(end)) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        lease.text() + ", is still under way; nothing was changed. Wait longer, or look"
                                + " at it with: backsight status");
            }
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another operation");
        }
    }
}
