package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.Lifespan;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Reading;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// A bucket with versions, of S3 or of a server that speaks its language.
///
/// Nothing is asked of the server before it has to be. Writes that expect something need a server that was proven to
/// compare and swap, or the user's word that nobody else writes; see [Guard].
public final class S3ObjectStore implements ObjectStore {
    /// Amazon's "Performance design patterns for Amazon S3" tells to read ranges of 8 or 16 MB, one at once for each
    /// 85 to 90 MB/s that are wanted: eight are about 5 Gbit/s.
    private static final int MOST_READS_AT_ONCE = 8;

    private final Connection connection;
    private final Guards.Guarded guarded;
    private final int requests;
    private final VersionLists lists;
    private final VersionReader reader;
    private final Puts puts;
    private final Restores restores;
    private final Batches batches;
    private final Copies copies;
    private final Deletion deletion;

    private S3ObjectStore(Connection connection, S3Options options, Surroundings surroundings, Guards.Guarded guarded) {
        this.connection = connection;
        this.guarded = guarded;
        this.requests = options.requests();
        this.lists = new VersionLists(connection, options.pageSize());
        this.reader = new VersionReader(connection, lists);
        var attempts = new Attempts(connection, lists, surroundings.random());
        var versioning = new Versioning(connection, lists);
        this.puts = new Puts(connection, options, reader, versioning, guarded.guard(), attempts, surroundings.names());
        this.restores = new Restores(connection, options, reader, versioning, guarded.guard(), attempts);
        this.batches = new Batches(connection, options, reader, puts);
        this.copies = new Copies(connection, options, reader, versioning, puts, attempts, surroundings.names());
        this.deletion = new Deletion(connection, lists, versioning, attempts);
    }

    /// Asks the server nothing yet.
    public static S3ObjectStore open(Bucket bucket, S3Options options, Surroundings surroundings) {
        return of(Connection.open(bucket, options.requests()), options, surroundings);
    }

    static S3ObjectStore of(Connection connection, S3Options options, Surroundings surroundings) {
        var guards = new Guards(connection, options, surroundings);
        var bucket = connection.bucket();
        var guarded = bucket.writers() == Writers.ONE
                ? guards.singleWriter()
                : bucket.state().map(guards::leased).orElseGet(guards::proven);
        return new S3ObjectStore(connection, options, surroundings, guarded);
    }

    @Override
    public String location() {
        return connection.bucket().text();
    }

    /// {@return what the bucket's lifecycle rules say now}
    ///
    /// @throws IOException if it does not tell them, naming the permission where that is missing
    public Lifespan lifespan(InstantSource clock) throws IOException {
        return BucketLifespan.of(connection, clock);
    }

    @Override
    public boolean isFarAway() {
        return true;
    }

    @Override
    public void requireWritable(Key key, Expectation expectation) throws IOException {
        puts.requireWritable(key, expectation);
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return puts.put(key, body, attributes, expectation);
    }

    /// Sends one part of a write that another process has begun, and will complete.
    ///
    /// @param number from 1
    /// @throws IOException if the bucket has not got it
    public SpreadBody.Receipt sendPart(SpreadBody.Parts parts, int number, byte[] bytes) throws IOException {
        return puts.sendPart(parts, number, bytes);
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        batches.putAll(uploads);
    }

    @Override
    public void copyAll(List<Copy> all) throws IOException {
        copies.copyAll(all);
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        deletion.deleteAll(keys);
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return lists.newest(key);
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return reader.details(key, version);
    }

    @Override
    public Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return reader.head(key, version).sha256();
    }

    @Override
    public Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        return reader.digests(key, versions, requests);
    }

    @Override
    public Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        return reader.newestDetails(keys, requests);
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return reader.read(key, version, offset, length);
    }

    @Override
    public Optional<Reading> readNewest(Key key) throws IOException {
        return reader.readNewest(key);
    }

    @Override
    public int readsAtOnce(Key key) {
        return Math.min(MOST_READS_AT_ONCE, requests);
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return lists.history(key, from);
    }

    @Override
    public Set<VersionId> begunEarlier(Key key) throws IOException {
        return lists.begunEarlier(key);
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return lists.list(prefix, from);
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return lists.folders(prefix);
    }

    @Override
    public Write delete(Key key) throws IOException {
        return deletion.delete(key);
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return restores.restore(key, version, expectation);
    }

    @Override
    public void close() {
        connection.close();
        guarded.state().ifPresent(Connection::close);
    }
}
