package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes the guard that the configuration asks for.
record Guards(Connection connection, S3Options options, Surroundings surroundings) {
    /// Far longer than any one request of a guarded write may take; leases are renewed six times in that while.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// @param state the connection to another bucket that the guard needs, to be closed with it
    record Guarded(Guard guard, Optional<Connection> state) {}

    Guarded singleWriter() {
        return new Guarded(new SingleWriterGuard(lists()), Optional.empty());
    }

    Guarded proven() {
        var memory = memory(connection, ownFolder());
        return new Guarded(new ProvenGuard(new VersionReader(connection, lists()), memory), Optional.empty());
    }

    /// @param state the name of a bucket without versions
    Guarded leased(String state) {
        var other = stateBucket(state);
        return new Guarded(new LeaseGuard(lists(), leases(other, PATIENCE)), Optional.of(other));
    }

    /// Proves now what the guard in use relies on, whatever was remembered; empty where that is the user's word.
    Optional<SwapAbility> proveNow() throws IOException {
        if (connection.bucket().writers() == Writers.ONE) {
            return Optional.empty();
        }
        var state = connection.bucket().state();
        if (state.isEmpty()) {
            return Optional.of(memory(connection, ownFolder()).proveAgain());
        }
        try (var other = stateBucket(state.get())) {
            return Optional.of(memory(other, "backsight/").proveAgain());
        }
    }

    private Connection stateBucket(String state) {
        var bucket = connection.bucket();
        // A request about a lease that hangs must not outlast the lease.
        var silence = PATIENCE.dividedBy(6);
        return connection.to(
                new Bucket(
                        state,
                        bucket.endpoint(),
                        bucket.region(),
                        bucket.addressing(),
                        bucket.credentials(),
                        Writers.MANY,
                        Optional.empty()),
                silence);
    }

    private String ownFolder() {
        return (options.prefix().isEmpty() ? "" : options.prefix() + "/") + ".backsight/";
    }

    Leases leases(Connection state, Duration patience) {
        return new Leases(
                state,
                memory(state, "backsight/"),
                connection.name(),
                surroundings.owner(),
                surroundings.names(),
                surroundings.nanoTime(),
                patience);
    }

    private SwapMemory memory(Connection where, String folder) {
        var probe = new SwapProbe(where, folder + "probe/", surroundings.clock(), surroundings.names());
        return new SwapMemory(where, folder + "compare-and-swap.json", probe);
    }

    private VersionLists lists() {
        return new VersionLists(connection, options.pageSize());
    }
}
