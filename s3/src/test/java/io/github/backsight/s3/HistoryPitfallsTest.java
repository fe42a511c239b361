package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.history.History;
import io.github.backsight.history.Source;
import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.s3.FaithfulBucket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Histories in which times mislead, and lists as other servers write them.
///
/// Source: Amazon S3 User Guide, "What does Amazon S3 replicate?", "Uploading and copying objects using multipart
/// upload" and "Working with object metadata" (the time of an upload in parts is that of its beginning); API
/// Reference, "ListObjectVersions".
class HistoryPitfallsTest extends OnFaithfulServer {
    private List<VersionId> ids(S3ObjectStore store) throws IOException {
        return store.history(INPUT).stream().map(Entry::id).toList();
    }

    @Test
    void pitfall12_replicasKeepTheTimeOfTheirSourceAndTheirPlaceInTheList() throws IOException {
        var first = raw("first");
        var second = raw("second");
        var third = raw("third");
        owned().date(INPUT.value(), third.value(), Instant.parse("2026-01-01T00:00:00Z"));
        owned().date(INPUT.value(), first.value(), Instant.parse("2026-03-01T00:00:00Z"));
        owned().date(INPUT.value(), second.value(), Instant.parse("2026-02-01T00:00:00Z"));

        try (var store = store()) {
            assertThat(ids(store)).containsExactly(third, second, first);
            assertThat(store.newest(INPUT).map(Entry::id)).contains(third);
        }
    }

    @Test
    void pitfall12_doctorWarnsOfBucketsThatFollowLater() throws IOException {
        owned().set("replication", """
                <ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/replica</Role><Rule><Status>Enabled</Status>
                <Priority>1</Priority><Destination><Bucket>arn:aws:s3:::replica</Bucket></Destination></Rule>
                </ReplicationConfiguration>""");

        assertThat(of("replication", examine()))
                .isEqualTo(Diagnosis.warning(
                        "replication",
                        "1 rules: other buckets follow later, and may not follow delete markers",
                        "After a rollback look at the other buckets, too"));
    }

    private VersionId inParts(Runnable meanwhile) {
        var client = connection.writer();
        var upload = client.createMultipartUpload(
                        begin -> begin.bucket(connection.name()).key(INPUT.value()))
                .uploadId();
        meanwhile.run();
        var part = client.uploadPart(
                each -> each.bucket(connection.name())
                        .key(INPUT.value())
                        .uploadId(upload)
                        .partNumber(1),
                RequestBody.fromString("in parts"));
        var named = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
        return new VersionId(client.completeMultipartUpload(complete -> complete.bucket(connection.name())
                        .key(INPUT.value())
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(named)))
                .versionId());
    }

    @Test
    void pitfall13_anUploadInPartsHasTheTimeOfItsBeginning() throws IOException {
        var before = Instant.now();
        var version = inParts(() -> setAhead(Duration.ofMinutes(10)));

        try (var store = store()) {
            var newest = store.newest(INPUT).orElseThrow();
            assertThat(newest.id()).isEqualTo(version);
            assertThat(newest.time()).isBetween(before.minusSeconds(1), before.plusSeconds(300));
        }
    }

    @Test
    void pitfall13_anUploadInPartsThatWasOvertakenIsNotTheNewestThoughItEndedLast() throws IOException {
        var older = raw("older");
        var meanwhile = new VersionId[1];
        var version = inParts(() -> meanwhile[0] = raw("meanwhile"));

        try (var store = store()) {
            assertThat(ids(store)).containsExactly(meanwhile[0], version, older);
            assertThat(newestText(store)).isEqualTo("meanwhile");
            var restored = stored(store.restore(INPUT, version, ANYTHING));
            assertThat(ids(store)).containsExactly(restored, meanwhile[0], version, older);
            assertThat(newestText(store)).isEqualTo("in parts");
        }
    }

    @Test
    void pitfall13_theHistorySaysThatAnUploadInPartsBeganBeforeItCouldBeRead() throws IOException {
        var older = raw("older");
        var version = inParts(() -> setAhead(Duration.ofMinutes(10)));
        var newer = raw("newer");

        try (var store = store()) {
            assertThat(store.begunEarlier(INPUT)).containsExactly(version);
            var states = new History(store).states(List.of(new Source("score", INPUT)));
            assertThat(states)
                    .extracting(state -> state.versions().values().stream()
                            .flatMap(Optional::stream)
                            .findFirst()
                            .map(Entry::id)
                            .orElseThrow())
                    .containsExactly(newer, version, older);
            assertThat(states.get(1).doubts())
                    .singleElement()
                    .asString()
                    .startsWith("version " + version + " of 'data/usa.csv' came in parts");
        }
    }

    @ParameterizedTest
    @EnumSource(FaithfulBucket.Order.class)
    void pitfall20_listsAreNewestFirstWhateverTheServersOrder(FaithfulBucket.Order order) throws IOException {
        var first = raw("first");
        var second = raw("second");
        var third = raw("third");
        var fourth = raw("fourth");
        owned().list(order);

        try (var store = store()) {
            assertThat(ids(store)).containsExactly(fourth, third, second, first);
            assertThat(store.newest(INPUT).map(Entry::id)).contains(fourth);
            var restored = stored(store.restore(INPUT, first, ANYTHING));
            assertThat(ids(store)).containsExactly(restored, fourth, third, second, first);
        }
    }

    @Test
    void pitfall14_pagesThatHoldNothingAreNotTheLast() throws IOException {
        var first = raw("first");
        var second = raw("second");
        owned().listEmptyPages();

        try (var store = store()) {
            assertThat(ids(store)).containsExactly(second, first);
            assertThat(store.newest(INPUT).map(Entry::id)).contains(second);
            stored(store.restore(INPUT, first, ANYTHING));
            assertThat(newestText(store)).isEqualTo("first");
        }
    }

    @Test
    void pitfall20_aNullVersionIsKnownThoughListsCallItByAUuidOfZeros() throws IOException {
        var other = server.bucket(Optional.empty(), Writers.ONE);
        other.writer()
                .putObject(
                        put -> put.bucket(other.name()).key(INPUT.value()), RequestBody.fromString("before versions"));
        S3Server.version(other, BucketVersioningStatus.ENABLED);
        server.owned(other).listNullVersionsAsNil();
        other.writer().putObject(put -> put.bucket(other.name()).key(INPUT.value()), RequestBody.fromString("later"));
        S3Server.version(other, BucketVersioningStatus.SUSPENDED);

        try (var store = server.store(other)) {
            var nil = store.history(INPUT).getLast().id();
            assertThat(nil).isEqualTo(new VersionId("00000000-0000-0000-0000-000000000000"));
            assertThatThrownBy(() -> store.put(INPUT, body("destroys"), CSV, ANYTHING))
                    .hasMessageContaining("is suspended, and a write would destroy the version 'null' for ever");
        }
        S3Server.version(other, BucketVersioningStatus.ENABLED);
        try (var store = server.store(other)) {
            stored(store.restore(INPUT, new VersionId("00000000-0000-0000-0000-000000000000"), ANYTHING));

            assertThat(newestText(store)).isEqualTo("before versions");
        }
    }
}
