package io.github.backsight.s3;

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
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Write;
import io.github.backsight.testkit.s3.Permission;
import io.github.backsight.testkit.s3.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// A team on a faithful endpoint whose inputs have tags, public access lists and a key of encryption of its own, so
/// that
/// all that a role may do is needed; with a good release, a spoilt one on top, and users who may do as a policy says.
final class PolicedTeam implements AutoCloseable {
    static final String PREFIX = "maps";
    static final Key CENSUS = new Key("in/census.zip");
    static final Key SCORE = new Key("in/usa.csv");
    private static final String KMS_KEY = "arn:aws:kms:us-east-1:123456789012:key/team";
    private static final Intent BY_FORCE = new Intent("ada", "it has to be", Intent.Checks.OVERRULED);

    /// So that the census is copied in parts and the score in one.
    private static final long IN_PARTS_FROM = 200;

    private final FaithfulServer server = FaithfulServer.start();
    private final Connection owner;
    private final S3ObjectStore store;
    private final Map<String, List<String>> words;
    private final Random random = new Random(3);
    private final AtomicInteger releases = new AtomicInteger();
    private final AtomicReference<Predicate<Permission>> allowed = new AtomicReference<>(unused -> false);
    private final Connection policed;
    private final Manifest good;
    private final Manifest spoilt;

    /// @param withState whether leases lie in a bucket without versions
    PolicedTeam(boolean withState) throws IOException {
        var state = withState
                ? Optional.of(server.bucket(Optional.empty(), Writers.MANY).name())
                : Optional.<String>empty();
        this.owner = server.versioned(state, Writers.MANY);
        this.words = Map.of(
                "BUCKET", List.of(owner.name()),
                "INPUT_KEY", List.of(CENSUS.value(), SCORE.value()),
                "PREFIX", List.of(PREFIX),
                "STATE_BUCKET", List.of(state.orElse("no-state")),
                "REGION", List.of("us-east-1"),
                "ACCOUNT", List.of("123456789012"),
                "KMS_KEY_ID", List.of("team"));
        server.owned(owner).encryptBy(KMS_KEY);
        var user = User.of(
                "AKIAPOLICED0000000001", "secret", permission -> allowed.get().test(permission));
        server.server().admit(user);
        var opening = new Connection.Opening(
                16, FaithfulServer.credentials(user), Duration.ofSeconds(30), Duration.ofMillis(4));
        this.policed = opening.of(owner.bucket());
        this.store = S3ObjectStore.of(owner.to(owner.bucket()), options(), S3Server.surroundings());
        this.good = build("good", Verdict.GOOD);
        this.spoilt = build("spoilt", Verdict.BAD);
        publish(store, good);
        spoil();
    }

    /// Makes the spoilt release live, and the inputs such that a rollback has to restore both.
    void spoil() throws IOException {
        publish(store, spoilt);
        put(SCORE, "spoilt score");
        store.delete(CENSUS);
    }

    private static S3Options options() {
        return new S3Options(PREFIX, Optional.empty(), IN_PARTS_FROM, 5L << 20, 16, 1000);
    }

    FaithfulServer server() {
        return server;
    }

    Connection owner() {
        return owner;
    }

    /// {@return the way of somebody who may do everything}
    S3ObjectStore store() {
        return store;
    }

    Manifest good() {
        return good;
    }

    Manifest spoilt() {
        return spoilt;
    }

    Allowed allowed(Role role) {
        return Allowed.by(role, words);
    }

    /// {@return the resources of that place, in words of this team}
    List<String> resources(Role.Need need) {
        var all = allowed(Role.OPERATOR);
        var others = all.without(need).grants();
        return all.grants().stream()
                .filter(grant -> !others.contains(grant))
                .map(grant -> grant.resource().replace("*", ""))
                .toList();
    }

    /// {@return the way of the user who from now on may do that and no more, as a process has it that has just begun;
    /// closed with the team}
    S3ObjectStore wayOf(Allowed policy) {
        allowed.set(policy);
        return S3ObjectStore.of(policed, options(), S3Server.surroundings());
    }

    private Manifest build(String score, Verdict verdict) throws IOException {
        put(CENSUS, "the census,".repeat(30));
        put(SCORE, score + " score");
        var manifest = manifest(score, new Recipe("{}"), List.of(pin("census", CENSUS), pin("score", SCORE)), verdict);
        addRelease(store, manifest, score);
        return manifest;
    }

    /// What a build writes.
    void addAnotherRelease(S3ObjectStore way) throws IOException {
        int number = releases.incrementAndGet();
        var score = "another " + number;
        var recipe = new Recipe("{\"number\": " + number + "}");
        addRelease(way, manifest(score, recipe, good.pins(), Verdict.GOOD), score);
    }

    private Manifest manifest(String score, Recipe recipe, List<Pin> pins, Verdict verdict) {
        var map = bytes("map of " + score);
        var artifact = new Artifact.File("map.json", map.length, Sha256.of(map), "application/json");
        var findings = verdict == Verdict.GOOD
                ? List.<Finding>of()
                : List.of(new Finding(
                        "table.lost-zeros", Severity.FAIL, "usa.csv", "", "ids lost zeros", "Fix it", 1, List.of()));
        return Manifest.of("0.1.0", pins, recipe, List.of(artifact), Map.of(), Map.of(), verdict, findings);
    }

    private static void addRelease(S3ObjectStore way, Manifest manifest, String score) throws IOException {
        new Releases(way, PREFIX).add(manifest, unused -> Body.of(bytes("map of " + score)), Progress.SILENT);
    }

    private Pin pin(String input, Key key) throws IOException {
        var newest = store.newest(key).orElseThrow();
        try (var in = store.read(key, newest.id())) {
            var read = in.readAllBytes();
            return new Pin(input, key, newest.id(), read.length, Sha256.of(read));
        }
    }

    private void put(Key key, String text) throws IOException {
        var attributes = Attributes.ofType("text/csv").withTags(Map.of("team", "tiles"));
        var id = ((Write.Stored) store.put(key, Body.of(bytes(text)), attributes, new Expectation.Anything())).id();
        owner.writer()
                .putObjectAcl(acl -> acl.bucket(owner.name())
                        .key(key.value())
                        .versionId(id.value())
                        .acl(ObjectCannedACL.AUTHENTICATED_READ));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Outcome publish(S3ObjectStore way, Manifest release) throws IOException {
        var plan = new Planner(way, PREFIX).publish(release.id(), BY_FORCE);
        return new Applier(way, PREFIX, Clock.systemUTC(), random).apply(plan, Progress.SILENT);
    }

    Outcome rollBack(S3ObjectStore way) throws IOException {
        return rollBack(way, new Target.LastGood());
    }

    /// Whatever was left half done.
    Outcome goBackToGood() throws IOException {
        return rollBack(store, new Target.Release(good.id()));
    }

    private Outcome rollBack(S3ObjectStore way, Target target) throws IOException {
        var plan = new Planner(way, PREFIX).rollback(target, BY_FORCE);
        return new Applier(way, PREFIX, Clock.systemUTC(), random).apply(plan, Progress.SILENT);
    }

    Status status(S3ObjectStore way) throws IOException {
        return new StatusReader(way, PREFIX).status(Map.of("census", CENSUS, "score", SCORE));
    }

    /// {@return what is live, by the pointer alone}
    Manifest live() throws IOException {
        var key = new Key(PREFIX + "/live.json");
        try (var in = store.read(key, store.newest(key).orElseThrow().id())) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.matches("(?s).*\"release\"\\s*:\\s*\"" + good.id() + "\".*") ? good : spoilt;
        }
    }

    boolean isWhole(Manifest release) throws IOException {
        return new Releases(store, PREFIX).verify(release, Progress.SILENT).isEmpty();
    }

    @Override
    public void close() throws IOException {
        store.close();
        policed.close();
        owner.close();
        server.close();
    }
}
