package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The releases below one prefix of a store. Each exists when its manifest does, and never changes after that.
///
/// Safe for use by many threads.
public final class Releases {
    private static final int FEWEST_CHARACTERS = 4;
    private static final int BATCH = 1000;

    /// Of a store that is near: the more at once, the less each costs.
    private static final int NEAR_BATCH = 10_000;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final ArtifactUpload upload;

    /// What was read once need not be read again: it never changes (law 1).
    private final Map<ReleaseId, Manifest> found = new ConcurrentHashMap<>();

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Releases(ObjectStore store, String prefix) {
        this(store, new Layout(prefix));
    }

    Releases(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.upload = new ArtifactUpload(store);
    }

    /// {@return the release, or empty when there is none of that id}
    public Optional<Manifest> find(ReleaseId id) throws IOException {
        var known = Optional.ofNullable(found.get(id));
        if (known.isPresent()) {
            return known;
        }
        var key = layout.manifest(id);
        var stored = reader.find(key);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var manifest = Manifest.of(stored.get().bytes(), key.value());
        found.put(id, manifest);
        return Optional.of(manifest);
    }

    /// @throws MissingReleaseException if there is none of that id
    Manifest require(ReleaseId id) throws IOException {
        var manifest = find(id);
        if (manifest.isEmpty()) {
            throw new MissingReleaseException(id.value(), store.location());
        }
        return manifest.get();
    }

    /// {@return the one release whose id begins with `start`}
    ///
    /// @param start at least 4 characters
    /// @throws MissingReleaseException if there is none
    /// @throws IllegalArgumentException if there are several, or `start` is too short
    public Manifest resolve(String start) throws IOException {
        if (start.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException("give at least " + FEWEST_CHARACTERS
                    + " characters of a release id, not '" + start + "'; list them with: backsight releases");
        }
        var found = new ArrayList<Manifest>();
        for (var id : ids()) {
            if (id.value().startsWith(start)) {
                find(id).ifPresent(found::add);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("'" + start + "' begins several releases: "
                    + String.join(
                            ", ", found.stream().map(each -> each.id().value()).toList())
                    + "; give more characters");
        }
        if (found.isEmpty()) {
            throw new MissingReleaseException(start, store.location());
        }
        return found.getFirst();
    }

    /// {@return all releases, by id}
    public List<Manifest> list() throws IOException {
        var manifests = new ArrayList<Manifest>();
        for (var id : ids()) {
            find(id).ifPresent(manifests::add);
        }
        return List.copyOf(manifests);
    }

    private List<ReleaseId> ids() throws IOException {
        return store.folders(layout.releases()).stream()
                .filter(ReleaseId::isId)
                .map(ReleaseId::new)
                .toList();
    }

    /// {@return for each digest of an input, the releases that were built from it, by id}
    public Map<Sha256, List<ReleaseId>> byInputDigest() throws IOException {
        var releases = new LinkedHashMap<Sha256, List<ReleaseId>>();
        for (var manifest : list()) {
            for (var digest :
                    manifest.pins().stream().map(pin -> pin.sha256()).distinct().toList()) {
                releases.computeIfAbsent(digest, unused -> new ArrayList<>()).add(manifest.id());
            }
        }
        return releases;
    }

    /// Refuses at once, before anything is built, where no release could be added.
    ///
    /// @throws IOException naming the store, and what to do
    public void requireRoom(ReleaseId release) throws IOException {
        store.requireWritable(layout.manifest(release), new Expectation.Absent());
    }

    /// Uploads what is not there yet: artifacts, then the manifest (law 1). After an interruption, adding the same
    /// release again completes it.
    ///
    /// @throws IOException naming the object, if one is there already with other bytes or could not be written
    public Addition add(Manifest manifest, ArtifactSource source, Progress progress) throws IOException {
        var there = find(manifest.id());
        if (there.isPresent()) {
            requireSameArtifacts(there.get(), manifest);
            return new Addition.AlreadyThere(manifest.id());
        }
        try {
            for (var artifact : manifest.artifacts()) {
                addArtifact(manifest.id(), artifact, source, progress);
            }
            var bytes = manifest.bytes();
            upload.put(layout.manifest(manifest.id()), Body.of(bytes), Sha256.of(bytes), "application/json");
            return new Addition.Added(manifest.id());
        } catch (InDoubtException e) {
            return new Addition.Unsettled(manifest.id(), e);
        }
    }

    private static void requireSameArtifacts(Manifest there, Manifest added) throws IOException {
        if (!there.artifacts().equals(added.artifacts())) {
            throw new IOException("release " + added.id() + " is there already, built by Backsight "
                    + there.backsight() + " with other artifacts than Backsight " + added.backsight()
                    + " makes, and a release never changes; publish it as it is");
        }
    }

    private void addArtifact(ReleaseId release, Artifact artifact, ArtifactSource source, Progress progress)
            throws IOException {
        switch (artifact) {
            case Artifact.File file -> addFile(release, file, source, progress);
            case Artifact.Tree tree -> {
                addTree(release, tree, source, progress);
                addFile(release, tree.index(), source, progress);
            }
        }
    }

    private void addFile(ReleaseId release, Artifact.File file, ArtifactSource source, Progress progress)
            throws IOException {
        try (var step = progress.start("uploading " + file.name(), file.size(), Progress.Unit.BYTES)) {
            var body = requireSize(file.name(), file.size(), source.body(file.name()));
            upload.put(layout.artifact(release, file.name()), body, file.sha256(), file.contentType());
            step.advance(file.size());
        }
    }

    private void addTree(ReleaseId release, Artifact.Tree tree, ArtifactSource source, Progress progress)
            throws IOException {
        byte[] indexBytes;
        try (var in = source.body(tree.index().name()).open()) {
            indexBytes = in.readAllBytes();
        }
        var entries = TreeIndex.of(indexBytes, tree.index().name()).entries();
        int most = store.isFarAway() ? BATCH : NEAR_BATCH;
        try (var step = progress.start("uploading " + tree.name(), entries.size(), Progress.Unit.ITEMS)) {
            for (int from = 0; from < entries.size(); from += most) {
                var batch = new ArrayList<Upload>(most);
                for (var entry : entries.subList(from, Math.min(entries.size(), from + most))) {
                    var name = tree.name() + "/" + entry.path();
                    batch.add(new Upload(
                            layout.artifact(release, name),
                            requireSize(name, entry.size(), source.body(name)),
                            ArtifactUpload.attributes(MediaTypes.ofName(name))));
                }
                store.putAll(batch);
                step.advance(batch.size());
            }
        }
    }

    private static Body requireSize(String name, long size, Body body) throws IOException {
        if (body.size() != size) {
            throw new IOException("'" + name + "' has " + body.size() + " bytes and not the " + size
                    + " of its manifest: it changed after it was built; build again");
        }
        return body;
    }

    /// Reads every byte of a release again.
    ///
    /// @return what is missing or differs from the manifest; empty when the release is whole
    public List<Finding> verify(Manifest manifest, Progress progress) throws IOException {
        return verify(manifest, Set.of(), progress);
    }

    /// Reads every byte of a release again, but for some artifacts.
    ///
    /// @param but names of files that somebody else reads
    /// @return what is missing or differs from the manifest; empty when the rest is whole
    public List<Finding> verify(Manifest manifest, Set<String> but, Progress progress) throws IOException {
        return new ReleaseCheck(store, layout).verify(manifest, but, progress);
    }

    /// {@return the files of a tree of a release}
    ///
    /// @throws IOException naming the object, if its index cannot be read
    public List<TreeIndex.Entry> files(ReleaseId release, Artifact.Tree tree) throws IOException {
        var name = tree.index().name();
        try (var in = open(release, name)) {
            return TreeIndex.of(in.readAllBytes(), key(release, name).value()).entries();
        }
    }

    /// {@return where an artifact of a release lies in the store}
    public Key key(ReleaseId release, String artifact) {
        return layout.artifact(release, artifact);
    }

    /// {@return the bytes of an artifact; the caller closes the stream}
    ///
    /// @throws IOException naming the object, if it is not there
    public InputStream open(ReleaseId release, String artifact) throws IOException {
        var key = layout.artifact(release, artifact);
        return store.readNewest(key)
                .orElseThrow(
                        () -> new IOException("release " + release + " has no '" + key + "' in " + store.location()))
                .bytes();
    }

    ObjectStore store() {
        return store;
    }
}
