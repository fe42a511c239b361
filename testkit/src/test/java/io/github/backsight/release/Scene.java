package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a store holds when a story begins, so that the same story can be told many times: a map with one input, one
/// document, and releases of very few objects.
final class Scene {
    /// One entry; no body: a delete marker.
    private record Kept(Key key, Optional<Body> body, Attributes attributes) {}

    private final List<Kept> all = new ArrayList<>();

    private Scene() {}

    /// @param store one that numbers its entries as [MemoryObjectStore] does
    static Scene of(ObjectStore store) throws IOException {
        var scene = new Scene();
        var entries = store.list("").stream()
                .sorted(Comparator.comparingLong(
                        (Entry entry) -> Long.parseLong(entry.id().value())))
                .toList();
        for (var entry : entries) {
            scene.all.add(
                    switch (entry) {
                        case Entry.Version version -> {
                            var bytes = new StoreReader(store).bytes(version.key(), version.id());
                            yield new Kept(
                                    version.key(),
                                    Optional.of(Body.of(bytes)),
                                    store.details(version.key(), version.id()).attributes());
                        }
                        case Entry.DeleteMarker marker ->
                            new Kept(marker.key(), Optional.empty(), Attributes.ofType("text/csv"));
                    });
        }
        return scene;
    }

    /// {@return a new store that holds the same under the same version ids}
    ObjectStore store() throws IOException {
        var store = new MemoryObjectStore(new MapTeam.TickingClock());
        for (var kept : all) {
            if (kept.body().isPresent()) {
                store.put(kept.key(), kept.body().get(), kept.attributes(), new Expectation.Anything());
            } else {
                store.delete(kept.key());
            }
        }
        return store;
    }

    /// Puts `score` and makes a release from it.
    static Manifest build(MapTeam team, String score, Verdict verdict) throws IOException {
        var version = team.put(MapTeam.SCORE, score);
        var bytes = score.getBytes(StandardCharsets.UTF_8);
        var map = ("map of " + score).getBytes(StandardCharsets.UTF_8);
        var manifest = Manifest.of(
                "0.1.0",
                List.of(new Pin("score", MapTeam.SCORE, version, bytes.length, Sha256.of(bytes))),
                new Recipe("{}"),
                List.of(new Artifact.File("tiles/high.json", map.length, Sha256.of(map), "application/json")),
                Map.of(),
                Map.of(),
                verdict,
                List.of());
        team.releases().add(manifest, unused -> Body.of(map), Progress.SILENT);
        return manifest;
    }
}
