package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import io.github.backsight.testkit.s3.Permission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/// Compare-and-swap on a bucket with versions whose server checks conditions, as Amazon's does and Ceph 16 does not.
///
/// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
class ConditionalWritesTest {
    private static final Key LIVE = new Key("maps/live.json");
    private static final String MEMORY = "maps/.backsight/compare-and-swap.json";
    private static final Attributes JSON = Attributes.ofType("application/json");

    private final FaithfulServer server = FaithfulServer.start();
    private final Connection connection = server.versioned(Optional.empty(), Writers.MANY);

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    private S3ObjectStore process() {
        var opening = new Connection.Opening(16, server.credentials(), Duration.ofSeconds(30), Duration.ofMillis(4));
        return S3ObjectStore.of(opening.of(connection.bucket()), S3Server.options(), S3Server.surroundings());
    }

    private static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static VersionId stored(Write write) {
        assertThat(write).isInstanceOf(Write.Stored.class);
        return ((Write.Stored) write).id();
    }

    private List<String> probed() {
        return server.server().asked().stream()
                .filter(permission -> permission.action().equals("s3:PutObject"))
                .map(Permission::resource)
                .filter(resource -> resource.contains("/probe/"))
                .toList();
    }

    @Test
    void law2_conditionsThatHoldWhereVersionsAreKeptAreProven() throws IOException {
        var world = S3Server.surroundings();

        var ability = new SwapProbe(connection, "probe/", world.clock(), world.names()).prove();

        assertThat(ability.absent()).isTrue();
        assertThat(ability.matches()).isTrue();
        assertThat(ability.copies()).isTrue();
        assertThat(ability.quoted()).isTrue();
        assertThat(new VersionLists(connection, 1000).list("", Optional.empty()).entries())
                .as("no scratch is left")
                .isEmpty();
    }

    @Test
    void law2_theProofIsRememberedInTheBucketAndTheNextProcessProvesNothingAgain() throws IOException {
        try (var first = process()) {
            stored(first.put(LIVE, body("1"), JSON, new Expectation.Absent()));
            assertThat(first.newest(new Key(MEMORY))).isPresent();
        }
        assertThat(probed()).isNotEmpty();

        try (var second = process()) {
            stored(second.put(LIVE, body("2"), JSON, new Expectation.Anything()));
            stored(second.put(
                    LIVE,
                    body("3"),
                    JSON,
                    new Expectation.NewestIs(second.newest(LIVE).orElseThrow().id())));
        }
        assertThat(probed()).isEmpty();
    }

    @Test
    void law2_ofPublishersThatRaceForTheLivePointerExactlyOneWins() throws IOException {
        VersionId before;
        try (var first = process()) {
            before = stored(first.put(LIVE, body("before"), JSON, new Expectation.Absent()));
        }
        var expectation = new Expectation.NewestIs(before);
        List<Write> writes;
        try (var ada = process();
                var bob = process();
                var parallel = new Parallel(2)) {
            writes = parallel.map(
                    List.of(ada, bob),
                    way -> way.put(LIVE, body(way == ada ? "ada's" : "bob's"), JSON, expectation),
                    "racing");
        }

        assertThat(writes).hasAtLeastOneElementOfType(Write.Stored.class);
        assertThat(writes).hasAtLeastOneElementOfType(Write.Outrun.class);
        try (var store = process()) {
            assertThat(store.history(LIVE)).hasSize(2);
        }
    }

    /// Whenever it is sent, and not when it is measured, somebody else writes first.
    private final class OvertakenBody implements Body {
        private final byte[] bytes = "ours".getBytes(StandardCharsets.UTF_8);
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            if (opened.incrementAndGet() == 2) {
                connection
                        .writer()
                        .putObject(
                                put -> put.bucket(connection.name()).key(LIVE.value()),
                                RequestBody.fromString("theirs"));
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    @Test
    void law2_whoIsOvertakenBetweenLookingAndWritingIsOutrunByTheServersOwnCheck() throws IOException {
        try (var store = process()) {
            var before = stored(store.put(LIVE, body("before"), JSON, new Expectation.Absent()));

            var write = store.put(LIVE, new OvertakenBody(), JSON, new Expectation.NewestIs(before));

            var newest = store.newest(LIVE);
            assertThat(write).isEqualTo(new Write.Outrun(newest));
            assertThat(newest.map(Entry::id)).isNotEqualTo(Optional.of(before));
            assertThat(store.history(LIVE)).hasSize(2);
        }
    }

    @Test
    void law2_aWriteThatMetAnotherUnderWayIsTriedAgain() throws IOException {
        try (var store = process()) {
            var before = stored(store.put(LIVE, body("before"), JSON, new Expectation.Absent()));
            server.owned(connection).conflict(2);

            stored(store.put(LIVE, body("after"), JSON, new Expectation.NewestIs(before)));

            assertThat(store.history(LIVE)).hasSize(2);
        }
    }

    @Test
    void law2_aWriteThatAlwaysMeetsAnotherHasFailedAndNothingIsWritten() throws IOException {
        try (var store = process()) {
            var before = stored(store.put(LIVE, body("before"), JSON, new Expectation.Absent()));
            server.owned(connection).conflict(100);

            assertThatThrownBy(() -> store.put(LIVE, body("after"), JSON, new Expectation.NewestIs(before)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write 'maps/live.json' in s3://" + connection.name()
                            + ": somebody else writes to it all the time (ConditionalRequestConflict). Try again");
            assertThat(store.newest(LIVE).map(Entry::id)).contains(before);
        }
    }
}
