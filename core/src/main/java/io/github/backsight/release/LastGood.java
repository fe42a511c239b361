package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the last good release before the one that is live: the newest in the history of the pointer
/// that
///
/// - is another than the live one,
/// - was not published over the refusal of a check, nor left by a rollback, nor was its publish taken
/// back (unless it was made live again since),
/// - has a good verdict, no input that a person calls bad, no damage that a check of its tiles has
/// found, and is still whole.
final class LastGood {
    private final Live live;
    private final Releases releases;
    private final ReleaseCheck check;
    private final Verdicts verdicts;
    private final ReleaseVerdicts releaseVerdicts;

    LastGood(Live live, Releases releases, ReleaseCheck check, Verdicts verdicts, ReleaseVerdicts releaseVerdicts) {
        this.live = live;
        this.releases = releases;
        this.check = check;
        this.verdicts = verdicts;
        this.releaseVerdicts = releaseVerdicts;
    }

    static LastGood of(ObjectStore store, Layout layout, Live live, Releases releases) {
        return new LastGood(
                live,
                releases,
                new ReleaseCheck(store, layout),
                new Verdicts(store, layout),
                new ReleaseVerdicts(store, layout));
    }

    /// {@return what a release, or an input, is compared with before it becomes the map: the live
    /// release, unless that is bad itself or was published over the refusal of a check; then the last
    /// good one, if there is one}
    Optional<Manifest> baseline(Live.Now now) throws IOException {
        var pointer = now.pointer();
        var manifest = pointer.isEmpty()
                ? Optional.<Manifest>empty()
                : releases.find(pointer.get().release());
        boolean good = manifest.map(Manifest::verdict).orElse(Verdict.BAD) != Verdict.BAD
                && pointer.map(LivePointer::overruledOfRelease)
                        .orElse(List.of())
                        .isEmpty();
        return good ? manifest : find().release();
    }

    /// @param release empty when there is none
    /// @param passedOver newer ones that were not taken, newest first
    record Found(Optional<Manifest> release, List<PassedOver> passedOver) {}

    Found find() throws IOException {
        var passedOver = new LinkedHashMap<ReleaseId, String>();
        var condemned = new HashMap<ReleaseId, Optional<String>>();
        var history = live.history();
        var newest = history.next();
        var liveNow = newest.flatMap(LiveEntry::pointer);
        liveNow.ifPresent(pointer -> judge(pointer, Optional.empty(), condemned));
        var later = liveNow;
        for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
            var pointer = entry.get().pointer();
            if (pointer.isEmpty()) {
                continue;
            }
            judge(pointer.get(), later, condemned);
            later = pointer;
            var release = pointer.get().release();
            if (liveNow.map(LivePointer::release).equals(Optional.of(release)) || passedOver.containsKey(release)) {
                continue;
            }
            var manifest = releases.find(release);
            var why = whyNot(manifest, condemned.getOrDefault(release, Optional.empty()));
            if (why.isEmpty()) {
                return new Found(manifest, list(passedOver));
            }
            passedOver.put(release, why.get());
        }
        return new Found(Optional.empty(), list(passedOver));
    }

    /// The newest event that concerns a release decides, and the history comes newest first.
    ///
    /// @param later what superseded the pointer
    static void judge(LivePointer pointer, Optional<LivePointer> later, Map<ReleaseId, Optional<String>> condemned) {
        if (pointer.action() == Action.PUBLISH && later.map(LivePointer::action).equals(Optional.of(Action.UNDO))) {
            condemned.putIfAbsent(
                    pointer.release(),
                    Optional.of("its publish was taken back at "
                            + later.orElseThrow().time().truncatedTo(ChronoUnit.SECONDS)));
        }
        var overruled = pointer.overruledOfRelease();
        condemned.putIfAbsent(
                pointer.release(),
                overruled.isEmpty()
                        ? Optional.empty()
                        : Optional.of("it was published although checks refused it: " + String.join(", ", overruled)));
        if (pointer.action() == Action.ROLLBACK) {
            pointer.previous()
                    .ifPresent(left -> condemned.putIfAbsent(
                            left,
                            Optional.of("it was rolled back from at "
                                    + pointer.time().truncatedTo(ChronoUnit.SECONDS))));
        }
    }

    private Optional<String> whyNot(Optional<Manifest> manifest, Optional<String> condemned) throws IOException {
        if (manifest.isEmpty()) {
            return Optional.of("its manifest is gone");
        }
        if (condemned.isPresent()) {
            return condemned;
        }
        return switch (manifest.get().verdict()) {
            case BAD -> Optional.of("its verdict is bad");
            case INCONCLUSIVE -> Optional.of("its verdict is inconclusive");
            case GOOD -> {
                var wrong = check.quickly(manifest.get());
                yield wrong.isPresent() ? wrong : condemned(manifest.get());
            }
        };
    }

    private Optional<String> condemned(Manifest manifest) throws IOException {
        var byInputs = verdicts.of(manifest.pins()).condemned();
        return byInputs.isPresent()
                ? byInputs
                : releaseVerdicts.find(manifest.id()).flatMap(ReleaseVerdict::condemned);
    }

    private static List<PassedOver> list(Map<ReleaseId, String> passedOver) {
        var list = new ArrayList<PassedOver>();
        passedOver.forEach((release, why) -> list.add(new PassedOver(release, why)));
        return List.copyOf(list);
    }
}
