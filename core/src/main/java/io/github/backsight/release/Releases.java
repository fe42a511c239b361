package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The releases below one prefix of a store. Each exists when its manifest does, and never changes after that.
///
/// Safe for use by many threads.
@SuppressWarnings("DoNotCallSuggester")
public final class Releases {
    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Releases(ObjectStore store, String prefix) {
        throw new UnsupportedOperationException("store" + prefix);
    }

    /// {@return the release, or empty when there is none of that id}
    public Optional<Manifest> find(ReleaseId id) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// {@return the one release whose id begins with `start`}
    ///
    /// @param start at least 4 characters
    /// @throws MissingReleaseException if there is none
    /// @throws IllegalArgumentException if there are several, or `start` is too short
    public Manifest resolve(String start) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// {@return all releases, by id}
    public List<Manifest> list() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// {@return for each digest of an input, the releases that were built from it, by id}
    public Map<Sha256, List<ReleaseId>> byInputDigest() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Uploads what is not there yet: artifacts, then trees, then the manifest (law 1). After an interruption, adding
    /// the same release again completes it.
    ///
    /// @throws IOException naming the object, if one is there already with other bytes or could not be written
    public Addition add(Manifest manifest, ArtifactSource source, Progress progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Reads every byte of a release again.
    ///
    /// @return what is missing or differs from the manifest; empty when the release is whole
    public List<Finding> verify(Manifest manifest, Progress progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// {@return where an artifact of a release lies in the store}
    public Key key(ReleaseId release, String artifact) {
        throw new UnsupportedOperationException();
    }

    /// {@return the bytes of an artifact; the caller closes the stream}
    ///
    /// @throws IOException naming the object, if it is not there
    public InputStream open(ReleaseId release, String artifact) throws IOException {
        throw new UnsupportedOperationException();
    }
}
