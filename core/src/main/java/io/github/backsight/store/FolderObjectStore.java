package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A store in a folder of this machine, for any number of processes at once.
public final class FolderObjectStore implements ObjectStore {
    private FolderObjectStore() {}

    /// Opens the store that is in `folder`; changes nothing.
    ///
    /// @throws IOException if there is none, or `folder` holds something else
    public static FolderObjectStore open(Path folder, InstantSource clock) throws IOException {
        return new FolderObjectStore();
    }

    /// Opens the store that is in `folder`; makes folder and store when they are missing.
    ///
    /// @throws IOException if `folder` holds something else, or cannot be made
    public static FolderObjectStore openOrCreate(Path folder, InstantSource clock) throws IOException {
        return new FolderObjectStore();
    }

    @Override
    public String location() {
        return "";
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Write delete(Key key) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public void close() {}
}
