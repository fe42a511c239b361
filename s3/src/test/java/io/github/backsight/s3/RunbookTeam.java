package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Applier;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.Plan;
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
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// A bucket on the night of a bad map: a good and a spoilt release, one input overwritten, one deleted. What a copy
/// could lose is set: headers, metadata, tags, an access list; one input is so long that it is copied in parts.
final class RunbookTeam implements AutoCloseable {
    static final Key LIVE = new Key("maps/live.json");
    private static final Key CENSUS = new Key("in/census file.zip");
    private static final Key SCORE = new Key("in/usa.csv");
    private static final S3Options OPTIONS = new S3Options("maps", Optional.empty(), 5L << 20, 5L << 20, 16, 1000);

    private final Connection connection;
    private final S3ObjectStore store;
    private final Path folder;
    private final String census;
    private final Manifest good;
    private final Manifest spoilt;

    /// @param censusBytes 5 MiB or more: copied in parts
    RunbookTeam(S3Server server, Writers writers, Path folder, int censusBytes) throws IOException {
        this.census = "c".repeat(censusBytes);
        this.connection = server.versioned(Optional.empty(), writers);
        this.store = server.store(connection, OPTIONS);
        this.folder = folder;
        put(CENSUS, census);
        put(SCORE, "good");
        this.good = build("good");
        publish(good);
        put(SCORE, "spoilt");
        this.spoilt = build("spoilt");
        publish(spoilt);
        store.delete(CENSUS);
    }

    /// As another tool writes.
    private void put(Key key, String text) {
        connection
                .writer()
                .putObject(
                        put -> put.bucket(connection.name())
                                .key(key.value())
                                .acl(key.equals(SCORE) ? ObjectCannedACL.PUBLIC_READ : ObjectCannedACL.PRIVATE)
                                .contentType("text/csv")
                                .cacheControl("max-age=60")
                                .metadata(Map.of("origin", "the \"bureau\""))
                                .tagging("team=maps&night=yes"),
                        RequestBody.fromString(text));
    }

    private Manifest build(String score) throws IOException {
        var files = Map.of("map.json", "map of " + score, "tiles/high.json", "tiles of " + score);
        var artifacts = new TreeMap<>(files)
                .entrySet().stream()
                        .<Artifact>map(file -> new Artifact.File(
                                file.getKey(),
                                file.getValue().length(),
                                Sha256.of(bytes(file.getValue())),
                                "application/json"))
                        .toList();
        var pins = List.of(pin("census", CENSUS, census), pin("score", SCORE, score));
        var manifest =
                Manifest.of("0.1.0", pins, new Recipe("{}"), artifacts, Map.of(), Map.of(), Verdict.GOOD, List.of());
        new Releases(store, "maps")
                .add(
                        manifest,
                        name -> Body.of(
                                bytes(Optional.ofNullable(files.get(name)).orElseThrow())),
                        Progress.SILENT);
        return manifest;
    }

    private Pin pin(String input, Key key, String text) throws IOException {
        return new Pin(input, key, newest(key), text.length(), Sha256.of(bytes(text)));
    }

    private VersionId newest(Key key) throws IOException {
        return store.newest(key).orElseThrow().id();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void publish(Manifest release) throws IOException {
        apply(new Planner(store, "maps").publish(release.id(), Intent.of("ada", "")));
    }

    void publishGood() throws IOException {
        publish(good);
    }

    Manifest good() {
        return good;
    }

    S3ObjectStore store() {
        return store;
    }

    Connection connection() {
        return connection;
    }

    /// Removes for ever the versions that the good release was built from, as a lifecycle rule does.
    void removeGoodInputVersions() {
        for (var pin : good.pins()) {
            connection
                    .writer()
                    .deleteObject(request -> request.bucket(connection.name())
                            .key(pin.key().value())
                            .versionId(pin.version().value()));
        }
    }

    /// {@return what lies beside the bytes of the versions that the good release was built from}
    List<Attributes> attributesOfGoodInputs() throws IOException {
        var attributes = new ArrayList<Attributes>();
        for (var pin : good.pins()) {
            attributes.add(store.details(pin.key(), pin.version()).attributes());
        }
        return attributes;
    }

    List<Attributes> attributesOfInputs() throws IOException {
        var attributes = new ArrayList<Attributes>();
        for (var pin : good.pins()) {
            attributes.add(store.details(pin.key(), newest(pin.key())).attributes());
        }
        return attributes;
    }

    Manifest spoilt() {
        return spoilt;
    }

    Plan rollbackPlan() throws IOException {
        return new Planner(store, "maps").rollback(new Target.Release(good.id()), Intent.of("ada", ""));
    }

    void rollBack() throws IOException {
        apply(rollbackPlan());
    }

    private void apply(Plan plan) {
        var applier = new Applier(store, "maps", Clock.systemUTC(), new Random());
        assertThat(applier.apply(plan, Progress.SILENT)).isInstanceOf(Outcome.Done.class);
    }

    String page() throws IOException {
        var plan = rollbackPlan();
        var now = Instant.now();
        return Runbook.page(
                connection,
                OPTIONS,
                new Runbook.Subject(
                        configuration(),
                        plan,
                        plan.pointer(OperationId.begunAt(now, new Random()), now),
                        good,
                        now,
                        "0.1.0"));
    }

    private Configuration configuration() throws IOException {
        return Configuration.read(
                Files.writeString(folder.resolve("backsight.yaml"), """
                store: s3://%s
                inputs:
                  census: { key: "in/census file.zip", member: a.json, id: id }
                  score: { key: in/usa.csv, id: id }
                map: { score: rate, outputs: [geojson] }
                publish: { prefix: maps }
                """.formatted(connection.name())));
    }

    Status status() throws IOException {
        return new StatusReader(store, "maps").status(Map.of("census", CENSUS, "score", SCORE));
    }

    /// {@return what readers find at each key: bytes, attributes and access; of the pointer what it names}
    Map<String, String> state() throws IOException {
        var state = new TreeMap<String, String>();
        for (var entry : store.list("")) {
            var key = entry.key();
            if (entry.newest() && entry instanceof Entry.Version && isRead(key)) {
                var details = store.details(key, entry.id());
                var access = new Access.Reader(connection).of(key, entry.id());
                try (var in = store.read(key, entry.id())) {
                    var bytes = key.equals(LIVE) ? "" : Sha256.of(in).hex();
                    state.put(key.value(), bytes + " " + details.attributes() + " " + access);
                }
            }
        }
        var live = status().live().orElseThrow();
        state.put("live", live.release() + " by " + live.action() + " from " + live.previous());
        return state;
    }

    /// Releases never change, and their manifests name versions, which are others in each bucket.
    private static boolean isRead(Key key) {
        return !key.value().contains("/.backsight/") && !key.value().contains("/releases/");
    }

    List<VersionId> inputVersions() throws IOException {
        var versions = new ArrayList<VersionId>();
        for (var key : List.of(CENSUS, SCORE)) {
            store.history(key).forEach(entry -> versions.add(entry.id()));
        }
        return versions;
    }

    List<VersionId> pointerVersions() throws IOException {
        return store.history(LIVE).stream().map(Entry::id).toList();
    }

    void requireSpoiltScore() throws IOException {
        try (var in = store.read(SCORE, newest(SCORE))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("spoilt");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
