package io.github.backsight.release;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The documents at places that never move, such as `tiles/high.json` and `index.html`: copies of the live
/// release's artifacts of the same names, for map clients and people that know one URL.
///
/// They follow the pointer and are written only after it has moved. Each is written only if it is still what was seen
/// before the pointer was looked at: of two operations, the one that moved the pointer last has the last word.
final class StableDocuments {
    private static final String PATTERN = "tiles/[^/]+\\.json|index\\.html";
    private static final int ATTEMPTS = 5;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Live live;

    StableDocuments(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
    }

    /// {@return the documents that do not say what `release` says, in order}
    ///
    /// @param previous the release that was live before; documents that only it has are stale, too
    List<Key> stale(Manifest release, Optional<Manifest> previous) throws IOException {
        var names = new TreeSet<>(names(release));
        previous.ifPresent(manifest -> names.addAll(names(manifest)));
        return Looks.atAll(store, List.copyOf(names), name -> upToDate(release, name) ? List.<Key>of() : keys(name))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Key> keys(String name) {
        return List.of(layout.stable(name));
    }

    /// {@return the names of the documents that `manifest` has}
    static List<String> names(Manifest manifest) {
        return manifest.artifacts().stream()
                .map(Artifact::name)
                .filter(StableDocuments::keeps)
                .toList();
    }

    /// {@return whether an artifact of that name is such a document}
    static boolean keeps(String name) {
        return name.matches(PATTERN);
    }

    private boolean upToDate(Manifest release, String name) throws IOException {
        return upToDate(release, name, reader.newestDetails(layout.stable(name)));
    }

    private boolean upToDate(Manifest release, String name, Optional<Details> there) throws IOException {
        var wanted = file(release, name);
        return wanted.isPresent()
                ? there.isPresent()
                        && reader.has(
                                there.get(), wanted.get().size(), wanted.get().sha256())
                : there.isEmpty();
    }

    private static Optional<Artifact.File> file(Manifest release, String name) {
        return release.artifact(name)
                .flatMap(artifact -> artifact instanceof Artifact.File file ? Optional.of(file) : Optional.empty());
    }

    /// Makes one document say what `release` says.
    ///
    /// @return false when the live pointer names another release, and nothing was written
    /// @throws InDoubtException if it may or may not have been written
    boolean write(Manifest release, Key key) throws IOException {
        var name = key.value().substring(layout.stable("-").value().length() - 1);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var there = reader.newestDetails(key);
            if (upToDate(release, name, there)) {
                return true;
            }
            var seen = there.isPresent() ? Seen.of(there.get().version()) : reader.seen(key);
            var seenNext = Looks.atBoth(store, live::now, () -> source(release, name));
            if (!seenNext.first().names(release.id())) {
                return false;
            }
            switch (writeOnce(key, seenNext.second(), seen)) {
                case Write.Stored unused -> {
                    return true;
                }
                case Write.Outrun unused -> {}
                case Write.Unknown unknown -> {
                    InDoubtException.unless(() -> upToDate(release, name), key.value(), unknown);
                    return true;
                }
            }
        }
        throw new IOException("'" + key + "' was changed by others " + ATTEMPTS + " times while it was written");
    }

    /// Makes one document say what the live release says, whichever that is.
    ///
    /// @throws InDoubtException if it may or may not have been written
    void follow(Key key, Releases releases) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var now = live.now();
            var manifest = now.pointer().isEmpty()
                    ? Optional.<Manifest>empty()
                    : releases.find(now.pointer().get().release());
            if (manifest.isEmpty()) {
                return;
            }
            write(manifest.get(), key);
            if (live.now().seen().equals(now.seen())) {
                return;
            }
        }
        throw new IOException("the pointer moved " + ATTEMPTS + " times while '" + key + "' was written");
    }

    /// {@return what the document is to say; empty when `release` has none of that name}
    private Optional<Body> source(Manifest release, String name) throws IOException {
        if (file(release, name).isEmpty()) {
            return Optional.empty();
        }
        var source = layout.artifact(release.id(), name);
        var found = reader.find(source)
                .orElseThrow(() -> new IOException("'" + source + "' is missing; build the release again"));
        return Optional.of(Body.of(found.bytes()));
    }

    private Write writeOnce(Key key, Optional<Body> body, Seen seen) throws IOException {
        return body.isPresent()
                ? store.put(key, body.get(), attributes(key.value()), seen.expectation())
                : store.delete(key);
    }

    /// {@return what a browser is to make of a document, asking each time whether it is still that}
    static Attributes attributes(String name) {
        return Attributes.ofType(MediaTypes.ofName(name)).withCacheControl("no-cache");
    }
}
