package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import io.github.backsight.testkit.gateway.Exchange;
import io.github.backsight.testkit.gateway.Fault;
import io.github.backsight.testkit.gateway.FaultyGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Copies that fail after they were answered 200, servers that are too busy, and copies whose ETag is another.
///
/// Source: Amazon S3 API Reference, "CopyObject" and "CompleteMultipartUpload" ("A 200 OK response can contain either a
/// success or an error"); User Guide, "Best practices design patterns" (503 Slow Down), and
/// "Checking object integrity for data uploads", on full and composite checksums.
class CopyPitfallsTest extends OnFaithfulServer {
    private static final long MANY_BYTES = 1_000_000;
    private static final int PART_BYTES = 5 << 20;

    private final FaultyGateway gateway;
    private final Connection through;

    CopyPitfallsTest() throws IOException {
        var bucket = connection.bucket();
        gateway = FaultyGateway.before(bucket.endpoint().orElseThrow());
        var other = new Bucket(
                bucket.name(),
                Optional.of(gateway.address()),
                bucket.region(),
                bucket.addressing(),
                bucket.credentials(),
                bucket.writers(),
                bucket.state());
        through = new Connection.Opening(16, server.credentials(), Duration.ofSeconds(30), Duration.ofMillis(4))
                .of(other);
    }

    @AfterEach
    void closeGateway() throws IOException {
        through.close();
        gateway.close();
    }

    private S3ObjectStore storeThroughGateway() {
        return server.store(through);
    }

    private static byte[] manyBytes() {
        var bytes = new byte[PART_BYTES + 70_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /// {@return the number of the first request of that kind since [FaultyGateway#expect]}
    private int number(Predicate<Exchange> kind) {
        var log = gateway.log();
        return IntStream.range(0, log.size())
                        .filter(i -> kind.test(log.get(i)))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }

    @Test
    void pitfall5_aCopyThatIsAnswered200WithAnErrorIsDoneOnceMoreAndOnlyOnce() throws IOException {
        var good = raw("good");
        raw("bad");
        owned().breakOff(1);

        try (var store = storeThroughGateway()) {
            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(newestText(store)).isEqualTo("good");
            assertThat(store.history(INPUT)).hasSize(3);
            assertThat(store.newest(INPUT).map(Entry::id)).contains(restored);
        }
    }

    @Test
    void pitfall5_aCopyThatIsAlwaysAnswered200WithAnErrorIsNoSuccess() throws IOException {
        var good = raw("good");
        raw("bad");
        owned().breakOff(Connection.MOST_ATTEMPTS);

        try (var store = storeThroughGateway()) {
            var write = store.restore(INPUT, good, ANYTHING);

            assertThat(write).isInstanceOf(Write.Unknown.class);
            assertThat(((Write.Unknown) write).cause())
                    .hasMessageContaining("cannot copy version '" + good + "' of 'data/usa.csv' on top of it")
                    .hasMessageContaining("InternalError");
            assertThat(newestText(store)).isEqualTo("bad");
        }
    }

    @Test
    void pitfall5_anUploadInPartsWhoseCompletionIsAnswered200WithAnErrorIsDoneOnceMore() throws IOException {
        var bytes = manyBytes();
        owned().breakOff(1);

        try (var store = storeThroughGateway()) {
            stored(store.put(INPUT, Body.of(bytes), CSV, ANYTHING));

            assertThat(store.history(INPUT)).hasSize(1);
            try (var in = store.read(INPUT, store.newest(INPUT).orElseThrow().id())) {
                assertThat(Sha256.of(in)).isEqualTo(Sha256.of(bytes));
            }
        }
    }

    @Test
    void pitfall5_aPutThatIsAnswered200WithAnErrorIsFoundOutAndDoneOnceMore() throws IOException {
        raw("before");
        try (var store = storeThroughGateway()) {
            gateway.expect(new Fault.None());
            stored(store.put(INPUT, body("first"), CSV, ANYTHING));
            int put = number(asked -> asked.method().equals("PUT"));
            try (var another = storeThroughGateway()) {
                gateway.expect(new Fault.OkWithError(put));

                var second = another.put(INPUT, body("second"), CSV, ANYTHING);

                assertThat(second).isInstanceOf(Write.Stored.class);
                assertThat(gateway.log())
                        .filteredOn(asked -> asked.method().equals("PUT"))
                        .hasSize(2);
                assertThat(newestText(store)).isEqualTo("second");
                assertThat(store.history(INPUT)).hasSize(3);
            }
        }
    }

    @Test
    void pitfall15_aServerThatIsTooBusyThriceIsAskedAgain() throws IOException {
        var good = raw("good");
        raw("bad");

        try (var store = storeThroughGateway()) {
            gateway.expect(new Fault.None());
            stored(store.restore(INPUT, good, ANYTHING));
            raw("bad again");
            int copy = number(asked -> asked.method().equals("PUT"));
            gateway.expect(new Fault.Unavailable(1, 3));
            assertThat(newestText(store)).isEqualTo("bad again");
            try (var another = storeThroughGateway()) {
                gateway.expect(new Fault.Unavailable(copy, 3));

                stored(another.restore(INPUT, good, ANYTHING));

                assertThat(newestText(store)).isEqualTo("good");
                assertThat(store.history(INPUT)).hasSize(5);
            }
        }
    }

    @Test
    void pitfall15_aServerThatStaysTooBusyIsToldAndNothingIsWritten() throws IOException {
        var bad = raw("bad");

        try (var store = storeThroughGateway()) {
            gateway.expect(new Fault.Unavailable(1, 1000));

            assertThatThrownBy(() -> store.newest(INPUT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot list the versions of 'data/usa.csv' in s3://" + connection.name()
                            + ": the server is too busy (SlowDown). Try again in a minute");
        }
        try (var store = store()) {
            assertThat(store.history(INPUT)).extracting(Entry::id).containsExactly(bad);
        }
    }

    private VersionId inParts(byte[] bytes, Optional<ChecksumAlgorithm> checksum) {
        var client = connection.reader();
        var upload = client.createMultipartUpload(begin -> {
                    begin.bucket(connection.name()).key(INPUT.value());
                    checksum.ifPresent(begin::checksumAlgorithm);
                })
                .uploadId();
        var parts = new ArrayList<CompletedPart>();
        for (int number = 1; (number - 1) * PART_BYTES < bytes.length; number++) {
            int from = (number - 1) * PART_BYTES;
            var part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
            int which = number;
            var sent = client.uploadPart(
                    each -> each.bucket(connection.name())
                            .key(INPUT.value())
                            .uploadId(upload)
                            .partNumber(which),
                    RequestBody.fromBytes(part));
            parts.add(
                    CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
        }
        return new VersionId(client.completeMultipartUpload(complete -> complete.bucket(connection.name())
                        .key(INPUT.value())
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts)))
                .versionId());
    }

    private String etag(VersionId version) throws IOException {
        return new VersionReader(connection, new VersionLists(connection, 10))
                .head(INPUT, version)
                .etag();
    }

    /// {@return the requests since [FaultyGateway#expect] that were answered by bytes of an object}
    private List<Exchange> downloads() {
        return gateway.log().stream()
                .filter(asked -> asked.method().equals("GET") && asked.bytesOut() > MANY_BYTES)
                .toList();
    }

    private void assertRestoredWithoutDownload(VersionId good) throws IOException {
        raw("bad");
        try (var store = storeThroughGateway()) {
            gateway.expect(new Fault.None());
            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(downloads()).isEmpty();
            assertThat(etag(good)).contains("-");
            assertThat(etag(restored)).doesNotContain("-");
        }
    }

    @Test
    void pitfall6_whatOthersUploadedInPartsIsProvenByAChecksumOfTheWholeThoughTheETagChanges() throws IOException {
        assertRestoredWithoutDownload(inParts(manyBytes(), Optional.empty()));
    }

    @Test
    void pitfall6_whatWeUploadedInPartsIsProvenByOurDigestThoughTheETagChanges() throws IOException {
        try (var store = store()) {
            assertRestoredWithoutDownload(stored(store.put(INPUT, Body.of(manyBytes()), CSV, ANYTHING)));
        }
    }

    @Test
    void pitfall6_aCompositeChecksumIsNotTakenForOneOfTheWhole() throws IOException {
        var bytes = manyBytes();
        var good = inParts(bytes, Optional.of(ChecksumAlgorithm.SHA256));
        raw("bad");

        try (var store = storeThroughGateway()) {
            assertThat(store.details(INPUT, good).sha256()).isEmpty();
            gateway.expect(new Fault.None());

            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(downloads()).as("only reading both proves it").hasSize(2);
            assertThat(store.details(INPUT, restored).sha256()).contains(Sha256.of(bytes));
        }
    }
}
