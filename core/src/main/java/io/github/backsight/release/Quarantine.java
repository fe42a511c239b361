package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps the bytes that a rollback took away from being built and published again. Safe for use by many threads.
///
/// What is in quarantine is written nowhere, so it can be neither lost nor forgotten. It follows from the
/// pointer's history: a rollback holds the bytes of each input that the release which it left had other than
/// the one that it went to. It holds them no longer
///
/// - when the release that it left was made live again since (by an undo, too), not over the refusal of a check,
/// - when there is an object `.backsight/quarantine/lifted/<SHA-256>/<that operation>.json`,
/// - when the release that is live has them, and not by force, or the last good one.
///
/// Of the pointer's history the newest 1,000 moves count. They are one list and as many small reads, 16 at once
/// where the store is far away; each rollback that holds something adds two manifests.
public final class Quarantine {
    private static final int MOST_MOVES = 1000;

    private final ObjectStore store;
    private final Layout layout;
    private final Live live;
    private final Releases releases;
    private final LastGood lastGood;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Quarantine(ObjectStore store, String prefix) {
        this(store, new Layout(prefix));
    }

    private Quarantine(ObjectStore store, Layout layout) {
        this(store, layout, new Live(store, layout), new Releases(store, layout));
    }

    private Quarantine(ObjectStore store, Layout layout, Live live, Releases releases) {
        this(store, layout, live, releases, LastGood.of(store, layout, live, releases));
    }

    Quarantine(ObjectStore store, Layout layout, Live live, Releases releases, LastGood lastGood) {
        this.store = store;
        this.layout = layout;
        this.live = live;
        this.releases = releases;
        this.lastGood = lastGood;
    }

    /// {@return what is in quarantine, each digest once, the newest rollback first}
    public List<Quarantined> now() throws IOException {
        return withoutLastGood(held());
    }

    /// As [#now()], where the last good release is known.
    List<Quarantined> now(Optional<Manifest> good) throws IOException {
        return onceEach(without(held(), good));
    }

    /// {@return what of it is in quarantine; empty when nothing is}
    ///
    /// @param pins whose bytes count, not their version ids
    public List<Quarantined> among(List<Pin> pins) throws IOException {
        var digests = pins.stream().map(Pin::sha256).collect(Collectors.toSet());
        return withoutLastGood(
                held().stream().filter(each -> digests.contains(each.sha256())).toList());
    }

    /// Only where something is held is it worth the many looks that finding the last good release takes.
    private List<Quarantined> withoutLastGood(List<Quarantined> held) throws IOException {
        return held.isEmpty() ? held : onceEach(without(held, lastGood.find().release()));
    }

    private static List<Quarantined> without(List<Quarantined> held, Optional<Manifest> good) {
        var digests = digests(good);
        return held.stream().filter(each -> !digests.contains(each.sha256())).toList();
    }

    private static Set<Sha256> digests(Optional<Manifest> manifest) {
        return manifest.stream()
                .flatMap(each -> each.pins().stream())
                .map(Pin::sha256)
                .collect(Collectors.toSet());
    }

    private static List<Quarantined> onceEach(List<Quarantined> held) {
        var byDigest = new LinkedHashMap<Sha256, Quarantined>();
        held.forEach(each -> byDigest.putIfAbsent(each.sha256(), each));
        return List.copyOf(byDigest.values());
    }

    /// What rollbacks hold, the newest first; several may hold the same.
    private List<Quarantined> held() throws IOException {
        var moves = moves();
        var held = new ArrayList<Quarantined>();
        Looks.atMany(store, rollbacks(moves), this::takenAway, (unused, taken) -> held.addAll(taken));
        if (!held.isEmpty()) {
            var lifted = lifted();
            held.removeIf(each -> lifted.contains(layout.quarantineLifted(each.sha256(), each.operation())));
            var now = moves.getFirst();
            if (now.overruledOfRelease().isEmpty()) {
                var digests = digests(manifest(now.release()));
                held.removeIf(each -> digests.contains(each.sha256()));
            }
        }
        return List.copyOf(held);
    }

    private List<LivePointer> moves() throws IOException {
        var moves = new ArrayList<LivePointer>();
        var history = live.history();
        for (var entry = history.next(); entry.isPresent() && moves.size() < MOST_MOVES; entry = history.next()) {
            entry.get().pointer().ifPresent(moves::add);
        }
        return moves;
    }

    /// {@return those whose left release was not made live again since; as [LastGood] judges that}
    private static List<LivePointer> rollbacks(List<LivePointer> moves) {
        var rollbacks = new ArrayList<LivePointer>();
        var liveAgain = new HashSet<ReleaseId>();
        var later = Optional.<LivePointer>empty();
        for (var move : moves) {
            boolean leaves = move.action() == Action.ROLLBACK && move.previous().isPresent();
            if (leaves && !liveAgain.contains(move.previous().orElseThrow())) {
                rollbacks.add(move);
            }
            boolean takenBack = move.action() == Action.PUBLISH
                    && later.map(LivePointer::action).equals(Optional.of(Action.UNDO));
            if (!takenBack && move.overruledOfRelease().isEmpty()) {
                liveAgain.add(move.release());
            }
            later = Optional.of(move);
        }
        return rollbacks;
    }

    private List<Quarantined> takenAway(LivePointer rollback) throws IOException {
        var left = manifest(rollback.previous().orElseThrow());
        var target = manifest(rollback.release());
        var taken = new ArrayList<Quarantined>();
        if (left.isPresent() && target.isPresent()) {
            for (var pin : left.get().pins()) {
                var good = target.get().pin(pin.input());
                if (good.isPresent() && !good.get().sha256().equals(pin.sha256())) {
                    taken.add(quarantined(pin, left.get().id(), rollback));
                }
            }
        }
        return taken;
    }

    /// One that is damaged quarantines nothing, rather than keep everything else from being told.
    private Optional<Manifest> manifest(ReleaseId release) throws IOException {
        try {
            return releases.find(release);
        } catch (ReleaseJson.DamagedException e) {
            return Optional.empty();
        }
    }

    private static Quarantined quarantined(Pin pin, ReleaseId left, LivePointer rollback) {
        return new Quarantined(
                pin.sha256(),
                pin.input(),
                pin.key(),
                pin.version(),
                rollback.operation(),
                left,
                rollback.release(),
                rollback.who(),
                rollback.time(),
                rollback.reason());
    }

    private Set<Key> lifted() throws IOException {
        return store.list(layout.quarantineLifted()).stream()
                .filter(entry -> entry.newest() && entry instanceof Entry.Version)
                .map(Entry::key)
                .collect(Collectors.toSet());
    }

    /// What became of lifting a quarantine.
    public sealed interface Lifted {
        record Done(Quarantined quarantined) implements Lifted {}

        /// These bytes are not in quarantine.
        record NothingToDo() implements Lifted {}

        /// It may or may not be lifted; the same again settles it.
        record InDoubt(IOException cause) implements Lifted {}
    }

    /// Lets these bytes be built and published again. A later rollback that takes them away holds them anew.
    ///
    /// @throws IOException if it is certain that it was not lifted
    public Lifted lift(Sha256 sha256, Intent intent, Clock clock) throws IOException {
        var held = held().stream().filter(each -> each.sha256().equals(sha256)).toList();
        for (var each : held) {
            var record = new QuarantineLift(
                    QuarantineLift.FORMAT,
                    sha256,
                    each.input(),
                    each.operation(),
                    intent.who(),
                    clock.instant(),
                    intent.reason());
            var doubt = new Records(store).putOnce(layout.quarantineLifted(sha256, each.operation()), record);
            if (doubt.isPresent()) {
                return new Lifted.InDoubt(doubt.get());
            }
        }
        return held.isEmpty() ? new Lifted.NothingToDo() : new Lifted.Done(held.getFirst());
    }

    /// Writes down, once, that `release` is built although bytes of it are in quarantine; they stay there. What
    /// was written first is kept.
    ///
    /// @return why that may or may not be written, so that the same again settles it; empty when it is
    /// @throws IOException if it is certain that it is not written
    public Optional<IOException> recordForced(
            ReleaseId release, List<Quarantined> quarantined, Intent intent, Clock clock) throws IOException {
        var record = new ForcedBuild(
                ForcedBuild.FORMAT, release, intent.who(), clock.instant(), intent.reason(), quarantined);
        return new Records(store).putOnce(layout.forcedBuild(release), record);
    }
}
