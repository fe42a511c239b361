package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/// Whether a server is found out that takes conditions and ignores them, on a real one that does so where versions are
/// kept: Ceph's RADOS Gateway 16.
class SwapProbeTest {
    private static final Key KEY = new Key("maps/live.json");
    private static final String MEMORY = "maps/.backsight/compare-and-swap.json";

    private RealServer server;

    @BeforeEach
    void find() {
        server = RealServer.required();
    }

    @AfterEach
    void removeBuckets() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static SwapAbility prove(Connection connection) throws IOException {
        var world = RealServer.surroundings();
        return new SwapProbe(connection, "probe/", world.clock(), world.names()).prove();
    }

    private static Body body() {
        return Body.of("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void law2_conditionsThatAreIgnoredWhereVersionsAreKeptAreFoundOut() throws IOException {
        assertThat(prove(server.versioned(Optional.empty(), Writers.MANY)).swaps())
                .isFalse();
    }

    @Test
    void law2_conditionsThatHoldWhereNoVersionsAreKeptAreFoundOut() throws IOException {
        assertThat(prove(server.bucket(Optional.empty(), Writers.MANY)).swaps()).isTrue();
    }

    @Test
    void law2_aWriteThatNeedsThemIsRefusedAndNothingIsWritten() throws IOException {
        var connection = server.versioned(Optional.empty(), Writers.MANY);
        try (var store = server.store(connection)) {
            assertThatThrownBy(() ->
                            store.put(KEY, body(), Attributes.ofType("application/json"), new Expectation.Absent()))
                    .isInstanceOf(CannotSwapException.class)
                    .hasMessageStartingWith("s3://" + connection.name() + " cannot be written to safely");

            assertThat(store.newest(KEY)).isEmpty();
            assertThat(store.list("maps/.backsight/probe/")).isEmpty();
        }
    }

    @Test
    void law2_aBucketThatCannotCompareAndSwapSaysSoBeforeAnythingIsComputed() throws IOException {
        var connection = server.versioned(Optional.empty(), Writers.MANY);
        try (var store = server.store(connection)) {
            store.requireWritable(KEY, new Expectation.Anything());

            assertThatThrownBy(() -> store.requireWritable(KEY, new Expectation.Absent()))
                    .isInstanceOf(CannotSwapException.class)
                    .hasMessageContaining("Nothing was changed. Name a bucket without versions");
            assertThat(store.newest(KEY)).isEmpty();
        }
    }

    @Test
    void law2_whatWasProvenOfAnotherServerCountsForNothing() throws IOException {
        var connection = server.versioned(Optional.empty(), Writers.MANY);
        connection.writer().putObject(put -> put.bucket(connection.name()).key(MEMORY), RequestBody.fromString("""
                        {"format": 1, "endpoint": "https://s3.example.org", "absent": true, "matches": true,
                         "copies": true, "quoted": true, "proven": "2026-11-01T00:00:00Z"}
                        """));
        try (var store = server.store(connection)) {
            assertThatThrownBy(() ->
                            store.put(KEY, body(), Attributes.ofType("application/json"), new Expectation.Absent()))
                    .isInstanceOf(CannotSwapException.class);
        }
    }

    @Test
    void readingProvesNothing() throws IOException {
        var connection = server.versioned(Optional.empty(), Writers.MANY);
        try (var store = server.store(connection)) {
            assertThat(store.newest(KEY)).isEmpty();
            assertThat(store.list("")).isEmpty();
        }
    }
}
