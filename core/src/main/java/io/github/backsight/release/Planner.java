package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes plans; changes nothing. For use by many threads.
///
/// The same command after an interruption makes a plan that completes the operation which was under way.
public final class Planner {
    private final ObjectStore store;
    private final Live live;
    private final Releases releases;
    private final ReleaseCheck check;
    private final StableDocuments documents;
    private final Journal journal;
    private final InputRestore inputs;
    private final LastGood lastGood;
    private final Undo undo;
    private final Freeze freeze;
    private final Quarantine quarantine;
    private final Verdicts verdicts;
    private final ReleaseVerdicts releaseVerdicts;
    private final InPlace inPlace;
    private final Serving serving;
    private final Preflight preflight;

    /// For a map that is served by its pointer.
    ///
    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Planner(ObjectStore store, String prefix) {
        this(store, prefix, Serving.BY_POINTER);
    }

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Planner(ObjectStore store, String prefix, Serving serving) {
        this(store, prefix, serving, Optional.empty(), Optional.empty());
    }

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param configured what the configuration says now; empty where that is not known
    /// @param outlook on what the store removes by itself; empty where that is not known
    public Planner(
            ObjectStore store,
            String prefix,
            Serving serving,
            Optional<Configured> configured,
            Optional<Outlook> outlook) {
        var layout = new Layout(prefix);
        this.store = store;
        this.live = new Live(store, layout);
        this.releases = new Releases(store, layout);
        this.check = new ReleaseCheck(store, layout);
        this.documents = new StableDocuments(store, layout);
        this.journal = new Journal(store, layout);
        this.inputs = new InputRestore(store, layout);
        this.verdicts = new Verdicts(store, layout);
        this.releaseVerdicts = new ReleaseVerdicts(store, layout);
        this.lastGood = new LastGood(live, releases, check, verdicts, releaseVerdicts);
        this.undo = new Undo(store, journal, inputs);
        this.freeze = new Freeze(store, layout);
        this.quarantine = new Quarantine(store, layout, live, releases, lastGood);
        this.inPlace = new InPlace(store, layout);
        this.serving = serving;
        this.preflight = new Preflight(store, layout, configured, outlook);
    }

    /// {@return what publishing `release` would do; [Plan#changesAnything()] is false when it is live already}
    ///
    /// @throws MissingReleaseException if there is no such release
    /// @throws IOException if the release is not whole, or the store cannot be read
    public Plan publish(ReleaseId release, Intent intent) throws IOException {
        var now = live.now();
        var manifest = whole(releases.require(release));
        var open = journal.unfinished();
        var resumed = Journal.resumable(open, Action.PUBLISH, Optional.of(release), now);
        var findings = new ArrayList<>(LeftBehind.findings(open, resumed));
        if (!now.names(release)) {
            findings.addAll(gates(manifest, now));
        }
        return new Plan(
                Action.PUBLISH,
                release,
                now.seen(),
                now.pointer(),
                documents.stale(manifest, before(now, manifest.id())),
                List.of(),
                findings,
                List.of(),
                intent,
                resumed.map(Journal.Unfinished::operation),
                inPlace(manifest));
    }

    private List<Finding> gates(Manifest manifest, Live.Now now) throws IOException {
        var findings = new ArrayList<Finding>();
        freeze.now(now).ifPresent(frozen -> findings.add(Gates.frozen(manifest.id(), frozen)));
        quarantine.among(manifest.pins()).forEach(each -> findings.add(each.ofPublish(manifest.id())));
        var judged = verdicts.of(manifest.pins());
        findings.addAll(judged.refusing(manifest.id()));
        var baseline = lastGood.baseline(now);
        releaseVerdicts
                .find(manifest.id())
                .flatMap(verdict -> verdict.ofPublish(baseline.map(Manifest::id)))
                .ifPresent(findings::add);
        findings.addAll(Gates.findings(manifest, judged.calledGood(), baseline));
        return findings;
    }

    /// {@return what going back to `target` would do}
    ///
    /// While a rollback is unfinished, the previous release is where that one goes to; so is the last good one, if
    /// that is good.
    ///
    /// @throws MissingReleaseException if there is no such release
    /// @throws NoGoodReleaseException if the target is the last good release and there is none
    /// @throws IOException if the release is not whole, or the store cannot be read
    public Plan rollback(Target target, Intent intent) throws IOException {
        var now = live.now();
        var open = journal.unfinished();
        var resumed = switch (target) {
            case Target.LastGood unused ->
                towardsAGoodOne(Journal.resumable(open, Action.ROLLBACK, Optional.empty(), now));
            case Target.Previous unused -> Journal.resumable(open, Action.ROLLBACK, Optional.empty(), now);
            case Target.Release release -> Journal.resumable(open, Action.ROLLBACK, Optional.of(release.id()), now);
        };
        var passedOver = new ArrayList<PassedOver>();
        var manifest = switch (target) {
            case Target.Release release -> whole(releases.require(release.id()));
            case Target.LastGood unused -> lastGood(resumed.flatMap(Journal.Unfinished::plan), passedOver);
            case Target.Previous unused -> previous(resumed.flatMap(Journal.Unfinished::plan), now);
        };
        var liveManifest = liveManifest(now);
        var inputPlans = Looks.atAll(store, manifest.pins(), inputs::plan);
        var findings = new ArrayList<>(LeftBehind.findings(open, resumed));
        findings.addAll(resumed.isPresent() ? List.of() : ofRollback(target, manifest));
        findings.addAll(preflight.findings(manifest, liveManifest, inputPlans, now, resumed.isPresent()));
        return new Plan(
                Action.ROLLBACK,
                manifest.id(),
                now.seen(),
                now.pointer(),
                documents.stale(manifest, before(now, manifest.id())),
                inputPlans,
                findings,
                passedOver,
                intent,
                resumed.map(Journal.Unfinished::operation),
                inPlace(manifest));
    }

    private List<Finding> ofRollback(Target target, Manifest manifest) throws IOException {
        var findings = new ArrayList<>(Gates.ofRollback(manifest, verdicts.of(manifest.pins())));
        // The search for the last good release has asked already.
        if (!(target instanceof Target.LastGood)) {
            releaseVerdicts
                    .find(manifest.id())
                    .flatMap(ReleaseVerdict::ofRollback)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /// {@return what taking back the last publish, rollback or undo would do: the release that was live before it, and
    /// the
    /// inputs that it restored as they were}
    ///
    /// @throws NothingToUndoException if nothing was live before
    /// @throws MissingReleaseException if the release that was live before is gone
    /// @throws IOException if that release is not whole, or the store cannot be read
    public Plan undo(Intent intent) throws IOException {
        var now = live.now();
        var open = journal.unfinished();
        var resumed = Journal.resumable(open, Action.UNDO, Optional.empty(), now);
        var interrupted = resumed.flatMap(Journal.Unfinished::plan);
        var before = interrupted.isPresent()
                ? new Undo.Before(interrupted.get().release(), undo.again(interrupted.get()), List.of())
                : undo.before(now);
        var manifest = whole(releases.require(before.release()));
        var findings = new ArrayList<>(LeftBehind.findings(open, resumed));
        findings.addAll(before.findings());
        findings.addAll(preflight.findings(manifest, liveManifest(now), before.inputs(), now, true));
        return new Plan(
                Action.UNDO,
                manifest.id(),
                now.seen(),
                now.pointer(),
                documents.stale(manifest, before(now, manifest.id())),
                before.inputs(),
                findings,
                List.of(),
                intent,
                resumed.map(Journal.Unfinished::operation),
                inPlace(manifest));
    }

    /// {@return what finishing an operation that was interrupted would do}
    ///
    /// @param who finishes it; the journal and the pointer then name both
    /// @throws NothingToFinishException if it has an end, cannot go on, or cannot be read
    /// @throws IOException if its release is gone or not whole, or the store cannot be read
    public Plan finish(OperationId operation, String who) throws IOException {
        var begun = journal.interrupted(operation, live.now());
        var by = begun.intent().who().equals(who)
                ? who
                : who + ", finishing what " + begun.intent().who() + " began";
        var intent = new Intent(by, begun.intent().reason(), begun.intent().checks());
        var plan = switch (begun.action()) {
            case PUBLISH -> publish(begun.release(), intent);
            case ROLLBACK -> rollback(new Target.Release(begun.release()), intent);
            case UNDO -> undo(intent);
        };
        if (!plan.resumes().equals(Optional.of(operation))) {
            throw new NothingToFinishException("operation " + operation + " is older than "
                    + plan.resumes().map(OperationId::value).orElse("another")
                    + ", which does the same; finish that one first");
        }
        return plan;
    }

    private Optional<InPlacePlan> inPlace(Manifest target) throws IOException {
        return serving == Serving.IN_PLACE ? inPlace.plan(target) : Optional.empty();
    }

    /// One that was named by somebody is finished by `recover`, or by naming it again: who asks for the last good
    /// release must not come to another.
    private Optional<Journal.Unfinished> towardsAGoodOne(Optional<Journal.Unfinished> unfinished) throws IOException {
        var release = unfinished.flatMap(Journal.Unfinished::plan).map(Plan::release);
        var manifest = release.isEmpty() ? Optional.<Manifest>empty() : releases.find(release.get());
        return unfinished.filter(unused -> manifest.map(Manifest::verdict).equals(Optional.of(Verdict.GOOD)));
    }

    private Manifest lastGood(Optional<Plan> resumed, List<PassedOver> passedOver) throws IOException {
        if (resumed.isPresent()) {
            return whole(releases.require(resumed.get().release()));
        }
        var found = lastGood.find();
        if (found.release().isEmpty()) {
            throw new NoGoodReleaseException(found.passedOver());
        }
        passedOver.addAll(found.passedOver());
        return found.release().get();
    }

    private Manifest previous(Optional<Plan> resumed, Live.Now now) throws IOException {
        if (resumed.isPresent()) {
            return whole(releases.require(resumed.get().release()));
        }
        var liveNow = now.pointer().map(LivePointer::release);
        var history = live.history();
        for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
            var release = entry.get().pointer().map(LivePointer::release);
            if (release.isPresent() && !release.equals(liveNow)) {
                return whole(releases.require(release.get()));
            }
        }
        throw new IOException(liveNow.map(release -> "no other release was live before release " + release)
                        .orElse("nothing was ever live")
                + "; name the release to go to: backsight releases, then backsight rollback RELEASE");
    }

    private Optional<Manifest> liveManifest(Live.Now now) throws IOException {
        return now.pointer().isEmpty()
                ? Optional.empty()
                : releases.find(now.pointer().get().release());
    }

    /// {@return the release that was live before `release`, be it live by now or not}
    private Optional<Manifest> before(Live.Now now, ReleaseId release) throws IOException {
        var before = now.names(release)
                ? now.pointer().flatMap(LivePointer::previous)
                : now.pointer().map(LivePointer::release);
        return before.isEmpty() ? Optional.empty() : releases.find(before.get());
    }

    private Manifest whole(Manifest manifest) throws IOException {
        var wrong = check.quickly(manifest);
        if (wrong.isPresent()) {
            throw new IOException("release " + manifest.id() + " is not whole: " + wrong.get()
                    + "; build it again, or choose another: backsight releases");
        }
        return manifest;
    }
}
