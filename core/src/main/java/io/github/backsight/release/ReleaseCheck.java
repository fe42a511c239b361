package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Whether what a manifest lists is really there.
final class ReleaseCheck {
    /// How many files of a tree the quick check looks at.
    private static final int SAMPLES = 8;

    /// Two of the longest lines of an index, so that one lies wholly in a stretch that begins anywhere.
    private static final int STRETCH_BYTES = 2300;

    private static final String ACTION = "Build the release again, or go back to another";

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;

    ReleaseCheck(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
    }

    /// One object that must be there.
    private record Wanted(Key key, long size, Sha256 sha256) {}

    /// Looks at every object, and at 8 evenly spaced files of each tree: there, of the right size, and of the right
    /// digest where the store vouches for one.
    ///
    /// @return the first that is not as it should be; empty when all are
    Optional<String> quickly(Manifest manifest) throws IOException {
        var objects = objects(manifest);
        var there = there(objects);
        var wrong = wrong(objects, there);
        if (wrong.isPresent()) {
            return wrong;
        }
        var samples = samples(manifest, there);
        return wrong(samples, there(samples));
    }

    private Map<Key, Details> there(List<Wanted> all) throws IOException {
        return store.newestDetails(all.stream().map(Wanted::key).toList());
    }

    /// One stretch of the index of a tree.
    private record Stretch(Artifact.Tree tree, Details index, long offset) {}

    /// The index of a large tree has megabytes: only some stretches of it are read.
    private List<Wanted> samples(Manifest manifest, Map<Key, Details> there) throws IOException {
        var stretches = new ArrayList<Stretch>();
        for (var artifact : manifest.artifacts()) {
            if (artifact instanceof Artifact.Tree tree) {
                var index = Objects.requireNonNull(
                        there.get(indexOf(manifest.id(), tree).key()));
                for (int i = 0; i < SAMPLES; i++) {
                    stretches.add(new Stretch(tree, index, index.version().size() * i / SAMPLES));
                }
            }
        }
        return Looks.atAll(store, stretches, stretch -> sample(manifest.id(), stretch)).stream()
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<Wanted> sample(ReleaseId release, Stretch stretch) throws IOException {
        var index = stretch.index().version();
        var bytes = reader.bytes(index.key(), index.id(), stretch.offset(), STRETCH_BYTES);
        return TreeIndex.firstIn(bytes, stretch.offset(), index.key().value())
                .map(entry -> wanted(release, stretch.tree(), entry));
    }

    private static Optional<String> wrong(List<Wanted> all, Map<Key, Details> there) {
        return all.stream()
                .map(wanted -> wrong(wanted, Optional.ofNullable(there.get(wanted.key()))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> wrong(Wanted wanted, Optional<Details> there) {
        if (there.isEmpty()) {
            return Optional.of("'" + wanted.key() + "' is missing");
        }
        boolean same = there.get().version().size() == wanted.size()
                && there.get().sha256().map(wanted.sha256()::equals).orElse(true);
        return same ? Optional.empty() : Optional.of("'" + wanted.key() + "' has other bytes than its manifest says");
    }

    /// Reads every byte, but for those of the files named.
    List<Finding> verify(Manifest manifest, Set<String> but, Progress progress) throws IOException {
        var findings = new Findings("release " + manifest.id());
        var keys =
                but.stream().map(name -> layout.artifact(manifest.id(), name)).toList();
        var wanted = new ArrayList<>(objects(manifest));
        wanted.removeIf(each -> keys.contains(each.key()));
        for (var artifact : manifest.artifacts()) {
            if (artifact instanceof Artifact.Tree tree
                    && damage(indexOf(manifest.id(), tree)).isEmpty()) {
                wanted.addAll(files(manifest.id(), tree));
            }
        }
        long total = wanted.stream().mapToLong(Wanted::size).sum();
        try (var step = progress.start("verifying release " + manifest.id(), total, Progress.Unit.BYTES)) {
            Looks.atMany(store, wanted, this::damage, (each, damage) -> {
                var place = each.key().value();
                damage.ifPresent(
                        found -> findings.see(found.code(), Severity.FAIL, place, place, found.message(), ACTION));
                step.advance(each.size());
            });
        }
        return findings.list();
    }

    /// What is wrong with an object.
    private record Damage(String code, String message) {}

    private Optional<Damage> damage(Wanted wanted) {
        try {
            var newest = store.readNewest(wanted.key());
            if (newest.isEmpty()) {
                return Optional.of(new Damage("release.missing", "an object of the release is missing"));
            }
            try (var reading = newest.get()) {
                return Sha256.of(reading.bytes()).equals(wanted.sha256())
                        ? Optional.empty()
                        : Optional.of(new Damage("release.changed", "an object has other bytes"));
            }
        } catch (IOException e) {
            return Optional.of(new Damage("release.unreadable", "cannot be read: " + e.getMessage()));
        }
    }

    /// {@return all objects that the manifest itself lists}
    private List<Wanted> objects(Manifest manifest) {
        return manifest.artifacts().stream()
                .map(artifact -> switch (artifact) {
                    case Artifact.File file -> wanted(manifest.id(), file);
                    case Artifact.Tree tree -> indexOf(manifest.id(), tree);
                })
                .toList();
    }

    private Wanted indexOf(ReleaseId release, Artifact.Tree tree) {
        return wanted(release, tree.index());
    }

    private Wanted wanted(ReleaseId release, Artifact.File file) {
        return new Wanted(layout.artifact(release, file.name()), file.size(), file.sha256());
    }

    private List<Wanted> files(ReleaseId release, Artifact.Tree tree) throws IOException {
        var key = layout.artifact(release, tree.index().name());
        var found = reader.find(key).orElseThrow(() -> new IOException("'" + key + "' is missing; " + ACTION));
        return TreeIndex.of(found.bytes(), key.value()).entries().stream()
                .map(entry -> wanted(release, tree, entry))
                .toList();
    }

    private Wanted wanted(ReleaseId release, Artifact.Tree tree, TreeIndex.Entry entry) {
        return new Wanted(layout.artifact(release, tree.name() + "/" + entry.path()), entry.size(), entry.sha256());
    }
}
