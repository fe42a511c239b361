package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Refuses to write where a write would destroy what is there (law 3). Asks once. Safe for use by many threads.
final class Versioning {
    /// The second is what RustFS called it in its lists.
    private static final Set<String> NULLS = Set.of("null", "00000000-0000-0000-0000-000000000000");

    private final Connection connection;
    private final VersionLists lists;
    private Optional<State> state = Optional.empty();

    /// Whether a bucket keeps what is overwritten.
    enum State {
        ON,
        SUSPENDED,
        NEVER_ON
    }

    Versioning(Connection connection, VersionLists lists) {
        this.connection = connection;
        this.lists = lists;
    }

    synchronized State state() throws IOException {
        if (state.isEmpty()) {
            state = Optional.of(fetch());
        }
        return state.get();
    }

    private State fetch() throws IOException {
        try {
            var status = connection
                    .reader()
                    .getBucketVersioning(request -> request.bucket(connection.name()))
                    .status();
            return status == BucketVersioningStatus.ENABLED
                    ? State.ON
                    : status == BucketVersioningStatus.SUSPENDED ? State.SUSPENDED : State.NEVER_ON;
        } catch (SdkException e) {
            throw connection.faults().of(e, "ask whether versions are kept", Action.READ_VERSIONING, "");
        }
    }

    /// @throws IOException if writing to `key` would put something in the place of a version that is there
    void requireKept(Key key) throws IOException {
        switch (state()) {
            case ON -> {}
            case NEVER_ON ->
                throw new IOException("cannot write '" + key + "': " + bucket()
                        + " keeps no versions, so nothing could be taken back. Turn them on with: " + command()
                        + "; Amazon asks to wait 15 minutes before the first write");
            case SUSPENDED -> {
                if (lists.history(key, Optional.empty()).entries().stream().anyMatch(Versioning::isNull)) {
                    throw new IOException("cannot write '" + key + "': versioning of " + bucket()
                            + " is suspended, and a write would destroy the version 'null' for ever. Turn it on"
                            + " again with: " + command());
                }
            }
        }
    }

    private static boolean isNull(Entry entry) {
        return NULLS.contains(entry.id().value());
    }

    private String bucket() {
        return connection.bucket().text();
    }

    private String command() {
        return "aws s3api put-bucket-versioning --bucket " + connection.name()
                + " --versioning-configuration Status=Enabled";
    }
}
