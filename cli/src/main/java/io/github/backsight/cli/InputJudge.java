package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.input.InputCache;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says of files and versions of inputs whether they are good, and keeps it in the store.
///
/// They are held against the rules of the configuration, and beside the same input of the live
/// release, or of the last good one where the live one is bad. For one thread.
final class InputJudge implements AutoCloseable {
    private final Session session;
    private final Workplace workplace;
    private final InputCache cache;
    private final Optional<Manifest> against;
    private final DriftHistory history;

    private InputJudge(Session session, Workplace workplace, Optional<Manifest> against) {
        this.session = session;
        this.workplace = workplace;
        this.against = against;
        this.history = new DriftHistory(workplace);
        this.cache = new InputCache(
                workplace.store(),
                InputCache.folderBeside(workplace.configuration().file()),
                InputCache.MOST_BYTES,
                session.environment().clock());
    }

    static InputJudge of(Session session, Workplace workplace) throws IOException {
        return new InputJudge(session, workplace, new StatusReader(workplace.store(), workplace.prefix()).baseline());
    }

    /// For whoever may put files and need not be allowed to read what is live: then files are
    /// compared with nothing.
    static InputJudge lenient(Session session, Workplace workplace) {
        try {
            return of(session, workplace);
        } catch (IOException e) {
            session.note("backsight: the file is not compared with what is live: " + e.getMessage());
            return new InputJudge(session, workplace, Optional.empty());
        }
    }

    /// Compares with the inputs of a release that was named.
    static InputJudge of(Session session, Workplace workplace, Manifest against) {
        return new InputJudge(session, workplace, Optional.of(against));
    }

    /// {@return what is to be said of a local file}
    ///
    /// @param name what findings call it
    /// @param sha256 of the file
    InputCheck check(InputSettings input, Path file, String name, Sha256 sha256) throws IOException {
        var configuration = workplace.configuration();
        // Of the very same bytes no drift can be told.
        var pin = against.flatMap(release -> release.pin(input.name()))
                .filter(before -> !before.sha256().equals(sha256));
        if (pin.isEmpty()) {
            return InputCheck.of(session, configuration, input, file, name, Optional.empty());
        }
        try {
            var before = new InputCheck.Before(
                    pin.get().sha256(), cache.fetch(pin.get(), session.progress()), history.of(input.name()));
            return InputCheck.of(session, configuration, input, file, name, Optional.of(before));
        } catch (IOException e) {
            var alone = InputCheck.of(session, configuration, input, file, name, Optional.empty());
            var findings = new ArrayList<>(alone.findings());
            findings.add(new Finding(
                    InputCheck.NOT_COMPARED,
                    Severity.WARN,
                    name,
                    "",
                    "it could not be compared with version " + pin.get().version() + " of release "
                            + against.orElseThrow().id() + ": " + e.getMessage(),
                    "Check it again when that can be read: backsight check " + input.name(),
                    1,
                    List.of()));
            return new InputCheck(alone.size(), alone.items(), findings, Optional.empty());
        }
    }

    /// {@return a warning where a file has the bytes of an older version, and others came since}
    List<Finding> olderBytes(InputSettings input, long size, Sha256 sha256, String name) throws IOException {
        var history = workplace.store().history(input.key());
        if (history.isEmpty()) {
            return List.of();
        }
        var same = history.stream()
                .filter(entry -> entry instanceof Entry.Version version && version.size() == size)
                .map(Entry::id)
                .toList();
        var digests = workplace.store().digests(input.key(), same);
        var older = history.stream()
                .filter(entry -> sha256.equals(digests.get(entry.id())))
                .findFirst();
        return older.isEmpty() || older.get().newest()
                ? List.of()
                : List.of(new Finding(
                        "check.older-bytes",
                        Severity.WARN,
                        name,
                        "",
                        "these are the very bytes of version " + older.get().id() + ", of "
                                + Figures.time(older.get().time()) + "; newer ones came since",
                        "Look whether an old file was taken by mistake; to go back, there is: backsight rollback",
                        1,
                        List.of()));
    }

    /// Reads a version, says what is to be said of it, and keeps that.
    ///
    /// @param keeps whether the store is to keep it
    InputVerdict judge(InputSettings input, Pin pin, boolean keeps) throws IOException {
        var name = pin.key().value();
        InputCheck check;
        try {
            check = check(input, cache.fetch(pin, session.progress()), name, pin.sha256());
        } catch (BadInputException e) {
            check = InputCheck.unusable(pin.size(), e.findings());
        }
        var verdict = verdict(pin, check);
        return keeps ? verdicts().keep(verdict) : verdict;
    }

    /// Judges those of `pins` that nobody has judged by the present rules yet, and that are other
    /// than those of the release they are held against.
    List<InputVerdict> judgeNew(List<Pin> pins) throws IOException {
        var judged = new ArrayList<InputVerdict>();
        for (var pin : pins) {
            var known = verdicts().find(pin.input(), pin.sha256());
            if (known.isPresent() && !isStale(workplace.configuration(), known.get())) {
                judged.add(known.get());
            } else if (isOther(pin)) {
                judged.add(judge(workplace.configuration().input(pin.input()), pin, true));
            }
        }
        return judged;
    }

    private boolean isOther(Pin pin) {
        return against.flatMap(release -> release.pin(pin.input()))
                .map(before -> !before.sha256().equals(pin.sha256()))
                .orElse(false);
    }

    /// Keeps what was said of a file that is stored now; whoever may put files need not be allowed
    /// to.
    void keep(Pin pin, InputCheck check) {
        try {
            verdicts().keep(verdict(pin, check));
        } catch (IOException e) {
            session.note("backsight: the verdict could not be kept: " + e.getMessage());
        }
    }

    Verdicts verdicts() {
        return new Verdicts(workplace.store(), workplace.prefix());
    }

    InputVerdict verdict(Pin pin, InputCheck check) {
        return new InputVerdict(
                InputVerdict.FORMAT,
                pin.input(),
                pin.key(),
                pin.version(),
                pin.sha256(),
                check.verdict(),
                check.findings().stream()
                        .map(finding -> finding.of(pin.key().value()))
                        .toList(),
                rules(workplace.configuration(), pin.input()),
                against.map(Manifest::id),
                session.environment().clock().instant(),
                ProgramVersion.number(),
                Optional.empty(),
                check.moved().stream().toList());
    }

    /// {@return whether it was given by other rules than there are now; a person's word stays}
    static boolean isStale(Configuration configuration, InputVerdict verdict) {
        return verdict.overruling().isEmpty() && !verdict.rules().equals(rules(configuration, verdict.input()));
    }

    /// {@return a digest of all that decides what is said of an input, besides its bytes and what it
    /// is compared with}
    private static Sha256 rules(Configuration configuration, String input) {
        var text = String.join(
                "\n",
                ProgramVersion.number(),
                configuration.input(input).toString(),
                configuration.checks().rules(input).toString(),
                configuration.checks().drift().toString(),
                configuration.map().score(),
                String.valueOf(configuration.map().low().group()));
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        cache.close();
    }
}
