package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Leases on a real server.
class LeasesTest {
    private static final Key KEY = new Key("maps/live.json");
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private RealServer server;
    private Connection state;
    private Connection store;

    @BeforeEach
    void makeBuckets() {
        server = RealServer.required();
        state = server.bucket(Optional.empty(), Writers.MANY);
        store = server.versioned(Optional.of(state.name()), Writers.MANY);
    }

    @AfterEach
    void removeBuckets() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private Leases leases(LongSupplier nanoTime, Duration patience) {
        var world = RealServer.surroundings();
        var surroundings = new Surroundings(world.clock(), nanoTime, world.random(), world.names(), "test");
        return new Guards(store, RealServer.options(), surroundings).leases(state, patience);
    }

    private void leaveBehind(Leases leases, String text) {
        state.writer().putObject(put -> put.bucket(state.name()).key(leases.name(KEY)), RequestBody.fromString(text));
    }

    @Test
    void law5_aLeaseWhoseOwnerDiedIsTakenOver() throws IOException {
        var leases = leases(System::nanoTime, PATIENCE);
        leaveBehind(leases, "a host that is gone, process 7");

        try (var lease = leases.take(KEY)) {
            lease.requireHeld();
        }
    }

    @Test
    void law2_aLeaseThatIsRenewedIsNotTakenOver() throws Exception {
        var order = new ConcurrentLinkedQueue<String>();
        var waiting = new CountDownLatch(1);
        Thread other;
        try (var lease = leases(System::nanoTime, PATIENCE).take(KEY)) {
            other = Thread.ofPlatform().start(() -> {
                waiting.countDown();
                try (var second = leases(System::nanoTime, PATIENCE).take(KEY)) {
                    second.requireHeld();
                    order.add("second");
                } catch (IOException e) {
                    order.add(e.toString());
                }
            });
            waiting.await();
            Thread.sleep(PATIENCE.multipliedBy(2));
            lease.requireHeld();
            order.add("first");
        }
        other.join();

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void law2_anOwnerThatWasPausedDoesNotWrite() throws IOException {
        var nanos = new AtomicLong();
        var patience = Duration.ofMinutes(10); // It does not renew by itself while this test runs.

        try (var lease = leases(nanos::get, patience).take(KEY)) {
            lease.requireHeld();
            nanos.addAndGet(patience.toNanos());

            assertThatThrownBy(lease::requireHeld)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the lease 'backsight/" + store.name() + "/maps/live.json.lease' in s3://"
                            + state.name() + " was lost before anything was written. Try again");
        }
    }

    @Test
    void aStateBucketThatKeepsVersionsIsRefused() {
        RealServer.version(state, BucketVersioningStatus.ENABLED);

        assertThatThrownBy(() -> leases(System::nanoTime, PATIENCE).take(KEY))
                .isInstanceOf(CannotSwapException.class)
                .hasMessageStartingWith("s3://" + state.name() + " is named as 'state' and keeps versions.");
    }

    @Test
    void theLongestKeyHasALease() throws IOException {
        try (var lease = leases(System::nanoTime, PATIENCE).take(new Key("k".repeat(Key.MOST_BYTES)))) {
            lease.requireHeld();
        }
    }
}
