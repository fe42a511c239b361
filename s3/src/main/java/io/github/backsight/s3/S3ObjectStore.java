package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A bucket with versions, of S3 or of a server that speaks its language.
public final class S3ObjectStore implements ObjectStore {
    private final Connection connection;
    private final S3Options options;

    private S3ObjectStore(Connection connection, S3Options options) {
        this.connection = connection;
        this.options = options;
    }

    /// Asks the server nothing yet.
    public static S3ObjectStore open(Bucket bucket, S3Options options) {
        return new S3ObjectStore(Connection.open(bucket, options.requests()), options);
    }

    static S3ObjectStore of(Connection connection, S3Options options) {
        return new S3ObjectStore(connection, options);
    }

    private UnsupportedOperationException notYet() {
        return new UnsupportedOperationException("not written yet: " + options);
    }

    @Override
    public String location() {
        return connection.bucket().text();
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        throw notYet();
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        throw notYet();
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        throw notYet();
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        throw notYet();
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        throw notYet();
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        throw notYet();
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        throw notYet();
    }

    @Override
    public Write delete(Key key) throws IOException {
        throw notYet();
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        throw notYet();
    }

    @Override
    public void close() {
        connection.close();
    }
}
