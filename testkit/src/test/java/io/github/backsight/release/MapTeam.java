package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A team with two inputs and a map: what tests do with a store, in the words of the people who do it.
final class MapTeam {
    static final String PREFIX = "maps";
    static final Key CENSUS = new Key("in/census.zip");
    static final Key SCORE = new Key("in/usa.csv");
    static final Key LIVE = new Key("maps/live.json");
    static final Intent WHY = Intent.of("ada", "the map is wrong");
    static final Intent BY_FORCE = new Intent("ada", "it has to be", Intent.Checks.OVERRULED);

    /// Each look at it is a second later.
    static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }
    }

    private final ObjectStore store;
    private final Clock clock;
    private final Random random;
    private final Serving serving;
    private final PublicSide publicSide;
    private final LeaseOwner owner;

    MapTeam() {
        this(new MemoryObjectStore(new TickingClock()));
    }

    MapTeam(ObjectStore store) {
        this(store, new TickingClock(), new Random(7), Serving.BY_POINTER, PublicSide.NONE, LeaseOwner.NOBODY);
    }

    private MapTeam(
            ObjectStore store, Clock clock, Random random, Serving serving, PublicSide publicSide, LeaseOwner owner) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.serving = serving;
        this.publicSide = publicSide;
        this.owner = owner;
    }

    /// {@return the same team, reaching the store another way}
    MapTeam through(ObjectStore other) {
        return new MapTeam(other, clock, random, serving, publicSide, owner);
    }

    /// {@return the same team, whose map is also read at fixed places}
    MapTeam inPlace() {
        return new MapTeam(store, clock, random, Serving.IN_PLACE, publicSide, owner);
    }

    /// {@return the same team, with readers outside}
    MapTeam readBy(PublicSide readers) {
        return new MapTeam(store, clock, random, serving, readers, owner);
    }

    /// {@return the same team, at work in another process}
    MapTeam at(LeaseOwner other) {
        return at(other, clock);
    }

    /// {@return the same team, at work in another process, by the clock there}
    MapTeam at(LeaseOwner other, Clock there) {
        return new MapTeam(store, there, random, serving, publicSide, other);
    }

    ObjectStore store() {
        return store;
    }

    Releases releases() {
        return new Releases(store, PREFIX);
    }

    Planner planner() {
        return new Planner(store, PREFIX, serving);
    }

    Applier applier() {
        return new Applier(store, PREFIX, serving, publicSide, owner, clock, random);
    }

    Lock lock() {
        return new Lock(store, PREFIX, owner, clock);
    }

    Recovery recovery() {
        return new Recovery(store, PREFIX, owner, clock, random);
    }

    StatusReader statusReader() {
        return new StatusReader(store, PREFIX);
    }

    Status status() throws IOException {
        return statusReader().status(Map.of("census", CENSUS, "score", SCORE));
    }

    ReleaseId live() throws IOException {
        return status().live().orElseThrow().release();
    }

    VersionId put(Key key, String text) throws IOException {
        var write = store.put(key, Body.of(bytes(text)), Attributes.ofType("text/csv"), new Expectation.Anything());
        return ((Write.Stored) write).id();
    }

    void delete(Key key) throws IOException {
        store.delete(key);
    }

    String read(Key key) throws IOException {
        var newest = store.newest(key).orElseThrow();
        try (var in = store.read(key, newest.id())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Pin pin(String input, Key key) throws IOException {
        var newest = store.newest(key).orElseThrow();
        var bytes = bytes(read(key));
        return new Pin(input, key, newest.id(), bytes.length, Sha256.of(bytes));
    }

    /// Puts both inputs and builds a release from them.
    Manifest build(String score) throws IOException {
        return build(score, Verdict.GOOD, Map.of(Counts.ROWS, 100));
    }

    Manifest build(String score, Verdict verdict, Map<String, ? extends Number> counts) throws IOException {
        put(CENSUS, "the census");
        put(SCORE, score);
        return buildFromNow(verdict, counts);
    }

    /// As [#build(String)], with a TileJSON of one's own.
    Manifest buildWithDocument(String score, String document) throws IOException {
        put(CENSUS, "the census");
        put(SCORE, score);
        var files = new LinkedHashMap<String, byte[]>();
        var pins = List.of(pin("census", CENSUS), pin("score", SCORE));
        files.put("tiles/high.json", bytes(document));
        var artifacts = List.<Artifact>of(file("tiles/high.json", files));
        var manifest =
                Manifest.of("0.1.0", pins, new Recipe("{}"), artifacts, Map.of(), Map.of(), Verdict.GOOD, List.of());
        add(manifest, files);
        return manifest;
    }

    private void add(Manifest manifest, Map<String, byte[]> files) throws IOException {
        releases()
                .add(
                        manifest,
                        name -> Body.of(Optional.ofNullable(files.get(name)).orElseThrow()),
                        Progress.SILENT);
    }

    /// Builds a release from the inputs as they are.
    Manifest buildFromNow(Verdict verdict, Map<String, ? extends Number> counts) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        var manifest = manifest(verdict, counts, files);
        add(manifest, files);
        return manifest;
    }

    /// @param files filled with what the release consists of
    Manifest manifest(Verdict verdict, Map<String, ? extends Number> counts, Map<String, byte[]> files)
            throws IOException {
        var pins = List.of(pin("census", CENSUS), pin("score", SCORE));
        var score = read(SCORE);
        var artifacts = new ArrayList<Artifact>();
        for (var name : List.of("high.pmtiles", "tiles/high.json", "tiles/low.json")) {
            files.put(name, bytes(name + " of " + score));
            artifacts.add(file(name, files));
        }
        var entries = new ArrayList<TreeIndex.Entry>();
        var paths = new ArrayList<>(List.of("0/0/0.pbf", "1/0/0.pbf", "1/0/1.pbf"));
        if (score.startsWith("wide")) {
            paths.add("1/1/1.pbf");
        }
        for (var path : paths) {
            files.put("tiles/high/" + path, bytes(path + score));
            entries.add(new TreeIndex.Entry(path, bytes(path + score).length, Sha256.of(bytes(path + score))));
        }
        var index = new TreeIndex(entries);
        files.put("tiles/high.index", index.bytes());
        artifacts.add(new Artifact.Tree("tiles/high", file("tiles/high.index", files), paths.size(), index.size()));
        var findings = verdict == Verdict.BAD ? List.of(failed()) : List.<Finding>of();
        return Manifest.of("0.1.0", pins, new Recipe("{}"), artifacts, Map.of(), counts, verdict, findings);
    }

    private static Artifact.File file(String name, Map<String, byte[]> files) {
        var bytes = Optional.ofNullable(files.get(name)).orElseThrow();
        return new Artifact.File(name, bytes.length, Sha256.of(bytes), MediaTypes.ofName(name));
    }

    private static Finding failed() {
        return new Finding("table.lost-zeros", Severity.FAIL, "usa.csv", "", "ids lost zeros", "Fix it", 1, List.of());
    }

    Outcome publish(Manifest release) throws IOException {
        return publish(release, WHY);
    }

    Outcome publish(Manifest release, Intent intent) throws IOException {
        return applier().apply(planner().publish(release.id(), intent), Progress.SILENT);
    }

    Outcome rollback() throws IOException {
        return rollback(new Target.LastGood());
    }

    Outcome rollback(Target target) throws IOException {
        return rollback(target, WHY);
    }

    Outcome rollback(Target target, Intent intent) throws IOException {
        return applier().apply(planner().rollback(target, intent), Progress.SILENT);
    }

    Outcome undo() throws IOException {
        return applier().apply(planner().undo(WHY), Progress.SILENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
