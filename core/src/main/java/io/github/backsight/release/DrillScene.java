package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Sets up on a stage what a rollback finds: the release that it goes back to, whole; the pointer, the documents and
/// the manifest of the live release; the inputs, each with the version to be restored below the one that is newest.
final class DrillScene {
    private static final int BATCH = 1000;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Releases releases;
    private final DrillStage stage;
    private final Predicate<Key> elsewhere;

    DrillScene(ObjectStore store, Layout layout, DrillStage stage, Predicate<Key> elsewhere) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.releases = new Releases(store, layout);
        this.stage = stage;
        this.elsewhere = elsewhere;
    }

    /// {@return how many objects were copied}
    int release(ReleaseId release, Progress progress) throws IOException {
        var copies = store.list(layout.artifact(release, "").value()).stream()
                .filter(entry -> entry.newest())
                .flatMap(entry -> StoreReader.version(entry).stream())
                .map(version -> new Copy(
                        version.key(),
                        version.id(),
                        version.key(),
                        ArtifactUpload.attributes(
                                MediaTypes.ofName(version.key().value()))))
                .toList();
        try (var step = progress.start("copying release " + release, copies.size(), Progress.Unit.ITEMS)) {
            for (int from = 0; from < copies.size(); from += BATCH) {
                var batch = copies.subList(from, Math.min(copies.size(), from + BATCH));
                stage.bring(batch);
                step.advance(batch.size());
            }
        }
        return copies.size();
    }

    /// {@return how many versions were copied}
    int inputs(List<InputPlan> inputs) throws IOException {
        int copied = 0;
        for (var input : inputs) {
            var key = input.pin().key();
            if (elsewhere.test(key)) {
                continue;
            }
            if (input.change() == InputPlan.Change.RESTORE) {
                bring(input.from(), input.source().orElseThrow(), key);
                copied++;
            }
            switch (input.now().state()) {
                case VERSION -> {
                    bring(key, input.now().version().orElseThrow(), key);
                    copied++;
                }
                case DELETE_MARKER -> stage.store().delete(key);
                case NOTHING -> {}
            }
        }
        return copied;
    }

    /// {@return how many objects were copied}
    int live(Plan plan) throws IOException {
        var copies = new ArrayList<Copy>();
        add(layout.live(), Live.ALWAYS_ASKED, copies);
        var names = new TreeSet<>(StableDocuments.names(releases.require(plan.release())));
        var live = plan.live().map(LivePointer::release);
        if (live.isPresent() && !live.equals(Optional.of(plan.release()))) {
            releases.find(live.get()).map(StableDocuments::names).ifPresent(names::addAll);
            add(layout.manifest(live.get()), ArtifactUpload.attributes("application/json"), copies);
        }
        for (var name : names) {
            add(layout.stable(name), StableDocuments.attributes(name), copies);
        }
        if (!copies.isEmpty()) {
            stage.bring(copies);
        }
        return copies.size();
    }

    private void add(Key key, Attributes attributes, List<Copy> copies) throws IOException {
        reader.newestVersion(key).ifPresent(version -> copies.add(new Copy(key, version.id(), key, attributes)));
    }

    private void bring(Key from, VersionId version, Key to) throws IOException {
        stage.bring(
                List.of(new Copy(from, version, to, store.details(from, version).attributes())));
    }
}
