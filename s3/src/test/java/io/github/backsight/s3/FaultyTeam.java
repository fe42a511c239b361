package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Applier;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.Planner;
import io.github.backsight.release.Recipe;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Status;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Target;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.gateway.Fault;
import io.github.backsight.testkit.gateway.FaultyGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// A team with two inputs, a good and a spoilt release, and two ways to its bucket: straight, and through a gateway
/// where requests go wrong.
final class FaultyTeam implements AutoCloseable {
    static final Key CENSUS = new Key("in/census.zip");
    static final Key SCORE = new Key("in/usa.csv");
    static final String PREFIX = "maps";
    private static final Intent BY_FORCE = new Intent("ada", "it has to be", Intent.Checks.OVERRULED);
    private static final Duration SILENCE = Duration.ofMillis(700);
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(4);

    private final S3Server server;
    private final FaultyGateway gateway;
    private final Connection straight;
    private final Connection through;
    private final Connection calm;
    private final S3ObjectStore store;
    private final Random random = new Random();
    private final int inputBytes;
    private final Manifest good;
    private final Manifest spoilt;

    /// @param server closed with the team
    /// @param inputBytes how long the score is
    FaultyTeam(S3Server server, Writers writers, int inputBytes) throws IOException {
        this.server = server;
        this.straight = server.versioned(Optional.empty(), writers);
        var bucket = straight.bucket();
        this.gateway = FaultyGateway.before(bucket.endpoint().orElseThrow());
        var other = new Bucket(
                bucket.name(),
                Optional.of(gateway.address()),
                bucket.region(),
                bucket.addressing(),
                bucket.credentials(),
                bucket.writers(),
                bucket.state());
        this.through = new Connection.Opening(16, server.credentials(), SILENCE, PAUSE).of(other);
        this.calm = new Connection.Opening(16, server.credentials(), CALM).of(other);
        this.store = S3ObjectStore.of(calm, options(), S3Server.surroundings());
        this.inputBytes = inputBytes;
        this.good = build("good", Verdict.GOOD);
        this.spoilt = build("spoilt", Verdict.BAD);
        publish(store, good);
    }

    static S3Options options() {
        return new S3Options("maps", Optional.empty(), 20L << 20, 5L << 20, 16, 1000);
    }

    FaultyGateway gateway() {
        return gateway;
    }

    AwsCredentialsProvider credentials() {
        return server.credentials();
    }

    /// {@return the bucket, reached straight}
    Bucket bucket() {
        return straight.bucket();
    }

    Manifest good() {
        return good;
    }

    Manifest spoilt() {
        return spoilt;
    }

    /// {@return the way to the bucket on which nothing goes wrong; from now on nothing does on the other, either}
    S3ObjectStore store() {
        gateway.expect(new Fault.None());
        return store;
    }

    /// {@return the way through the gateway, as a process has it that has just begun}
    S3ObjectStore throughGateway() {
        return S3ObjectStore.of(through, options(), S3Server.surroundings());
    }

    /// Makes the inputs such that a rollback has to restore both.
    void spoilInputs() throws IOException {
        spoilScore();
        store().delete(CENSUS);
    }

    /// Makes the inputs such that a rollback has to restore one.
    void spoilScore() throws IOException {
        put(SCORE, text("spoilt"));
    }

    /// Removes what the journal says of operations that are over, so that no test is slower than the one before.
    void forgetJournal() throws IOException {
        var entries = store().list(PREFIX + "/.backsight/journal/", Optional.empty()).entries().stream()
                .map(entry -> ObjectIdentifier.builder()
                        .key(entry.key().value())
                        .versionId(entry.id().value())
                        .build())
                .toList();
        straight.writer()
                .deleteObjects(request -> request.bucket(straight.name()).delete(all -> all.objects(entries)));
    }

    /// {@return what is live, by the pointer alone}
    Manifest live() throws IOException {
        var pointer = read(new Key(PREFIX + "/live.json"));
        var live = Stream.of(good, spoilt)
                .filter(each -> Pattern.compile("\"release\"\\s*:\\s*\"" + each.id() + "\"")
                        .matcher(pointer)
                        .find())
                .toList();
        assertThat(live).as(pointer).hasSize(1);
        return live.getFirst();
    }

    private Manifest build(String score, Verdict verdict) throws IOException {
        put(CENSUS, "the census");
        put(SCORE, text(score));
        var map = Body.of(bytes("map of " + score));
        var artifact =
                new Artifact.File("map.json", map.size(), Sha256.of(bytes("map of " + score)), "application/json");
        var findings = verdict == Verdict.GOOD
                ? List.<Finding>of()
                : List.of(new Finding(
                        "table.lost-zeros", Severity.FAIL, "usa.csv", "", "ids lost zeros", "Fix it", 1, List.of()));
        var pins = List.of(pin("census", CENSUS), pin("score", SCORE));
        var manifest =
                Manifest.of("0.1.0", pins, new Recipe("{}"), List.of(artifact), Map.of(), Map.of(), verdict, findings);
        new Releases(store(), PREFIX).add(manifest, unused -> map, Progress.SILENT);
        return manifest;
    }

    private Pin pin(String input, Key key) throws IOException {
        var bytes = bytes(read(key));
        return new Pin(input, key, store().newest(key).orElseThrow().id(), bytes.length, Sha256.of(bytes));
    }

    private String text(String score) {
        return score + " score,".repeat(inputBytes / 7);
    }

    private void put(Key key, String text) throws IOException {
        store().put(key, Body.of(bytes(text)), Attributes.ofType("text/csv"), new Expectation.Anything());
    }

    private String read(Key key) throws IOException {
        try (var in = store().read(key, store.newest(key).orElseThrow().id())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Outcome publish(S3ObjectStore way, Manifest release) throws IOException {
        var plan = new Planner(way, PREFIX).publish(release.id(), BY_FORCE);
        return applier(way).apply(plan, Progress.SILENT);
    }

    Outcome rollBack(S3ObjectStore way) throws IOException {
        var plan = new Planner(way, PREFIX).rollback(new Target.LastGood(), BY_FORCE);
        return applier(way).apply(plan, Progress.SILENT);
    }

    Outcome undo(S3ObjectStore way) throws IOException {
        return applier(way).apply(new Planner(way, PREFIX).undo(BY_FORCE), Progress.SILENT);
    }

    private Applier applier(S3ObjectStore way) {
        return new Applier(way, PREFIX, Clock.systemUTC(), random);
    }

    boolean isWhole(Manifest release) throws IOException {
        return new Releases(store(), PREFIX).verify(release, Progress.SILENT).isEmpty();
    }

    boolean hasGoodInputs() throws IOException {
        return hasInputs("good");
    }

    /// {@return whether the newest score is that one, and the census is there}
    boolean hasInputs(String score) throws IOException {
        return read(SCORE).equals(text(score)) && read(CENSUS).equals("the census");
    }

    Status status() throws IOException {
        return new StatusReader(store(), PREFIX).status(Map.of("census", CENSUS, "score", SCORE));
    }

    /// {@return every version of every input}
    Set<String> inputVersions() throws IOException {
        var entries =
                new ArrayList<Entry>(store().history(SCORE, Optional.empty()).entries());
        entries.addAll(store().history(CENSUS, Optional.empty()).entries());
        return entries.stream().map(entry -> entry.key() + " " + entry.id()).collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        store.close(); // And the calm connection with it.
        through.close();
        gateway.close();
        server.close();
    }
}
