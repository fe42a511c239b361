package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What is looked at as the public looks at it: the pointer, the documents that follow it, and a fixed spread
/// over the tiles of a release: some tiles of each tree, of several zooms, and the beginning, the middle and the
/// end of each PMTiles archive. The same release is always sampled at the same places.
record PublicSample(StoreReader reader, Layout layout) {
    /// As many bytes as readers of PMTiles begin with.
    static final int PART_BYTES = 16_384;

    private static final int PARTS = 3;

    /// Tiles of one tree.
    static final int MOST_TILES = 4;

    /// So many stretches of the index of a tree that zooms with few tiles are met, too.
    private static final int STRETCHES = 16;

    /// Two of the longest lines of an index, so that one lies wholly in a stretch that begins anywhere.
    private static final int STRETCH_BYTES = 2300;

    /// Something that the public must get.
    ///
    /// @param name below the prefix
    /// @param part empty when it is read whole
    record Wanted(String name, Optional<Part> part, Sha256 sha256) {}

    /// @param offset of the first byte
    record Part(long offset, int length) {
        /// {@return as in `bytes=0-16383`}
        String text() {
            return "bytes=" + offset + "-" + (offset + length - 1);
        }
    }

    List<Wanted> of(Manifest release, Serving serving) throws IOException {
        var wanted = new ArrayList<Wanted>();
        var pointer = reader.find(layout.live());
        pointer.ifPresent(found -> wanted.add(whole("live.json", Sha256.of(found.bytes()))));
        var tiles = new ArrayList<Wanted>();
        for (var artifact : release.artifacts()) {
            switch (artifact) {
                case Artifact.File file
                when StableDocuments.keeps(file.name()) -> wanted.add(whole(file.name(), file.sha256()));
                case Artifact.File file
                when file.name().endsWith(".pmtiles") -> tiles.addAll(parts(release, file, serving, PARTS));
                case Artifact.File unused -> {}
                case Artifact.Tree tree -> tiles.addAll(tilesOf(release, tree, serving));
            }
        }
        wanted.addAll(tiles.isEmpty() ? smallest(release, serving) : tiles);
        return wanted;
    }

    private static Wanted whole(String name, Sha256 sha256) {
        return new Wanted(name, Optional.empty(), sha256);
    }

    /// Where there are no tiles, one file stands for all.
    private List<Wanted> smallest(Manifest release, Serving serving) throws IOException {
        var smallest = release.artifacts().stream()
                .filter(Artifact.File.class::isInstance)
                .map(Artifact.File.class::cast)
                .filter(file -> !StableDocuments.keeps(file.name()))
                .min(Comparator.comparingLong(Artifact.File::size));
        return smallest.isEmpty() ? List.of() : parts(release, smallest.get(), serving, 1);
    }

    /// {@return where readers find a file of the release}
    private static String name(Manifest release, String name, Serving serving) {
        return switch (serving) {
            case BY_POINTER -> "releases/" + release.id() + "/" + name;
            case IN_PLACE -> name;
        };
    }

    private List<Wanted> parts(Manifest release, Artifact.File file, Serving serving, int count) throws IOException {
        var name = name(release, file.name(), serving);
        if (file.size() <= PART_BYTES) {
            return List.of(whole(name, file.sha256()));
        }
        var key = layout.artifact(release.id(), file.name());
        var version = version(key);
        long last = file.size() - PART_BYTES;
        var offsets = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            offsets.add(last * i / Math.max(1, count - 1));
        }
        return Looks.atAll(reader.store(), offsets, offset -> {
            var bytes = reader.bytes(key, version, offset, PART_BYTES);
            return new Wanted(name, Optional.of(new Part(offset, PART_BYTES)), Sha256.of(bytes));
        });
    }

    private VersionId version(Key key) throws IOException {
        return reader.newestVersion(key)
                .orElseThrow(() -> new IOException("'" + key + "' is missing; build the release again"))
                .id();
    }

    /// The index of a large tree has megabytes: only some stretches of it are read.
    private List<Wanted> tilesOf(Manifest release, Artifact.Tree tree, Serving serving) throws IOException {
        var key = layout.artifact(release.id(), tree.index().name());
        var version = version(key);
        var offsets = new ArrayList<Long>();
        for (int i = 0; i < STRETCHES; i++) {
            offsets.add(tree.index().size() * i / STRETCHES);
        }
        var entries = Looks.atAll(
                reader.store(),
                offsets,
                offset -> TreeIndex.firstIn(reader.bytes(key, version, offset, STRETCH_BYTES), offset, key.value()));
        return spread(entries.stream().flatMap(Optional::stream).toList()).stream()
                .map(entry -> whole(name(release, tree.name() + "/" + entry.path(), serving), entry.sha256()))
                .toList();
    }

    /// {@return a few tiles: first one of each zoom, then others}
    static List<TreeIndex.Entry> spread(List<TreeIndex.Entry> entries) {
        var tiles = entries.stream()
                .filter(entry -> entry.path().endsWith(".pbf"))
                .distinct()
                .toList();
        var zooms = new HashSet<String>();
        var chosen = new LinkedHashSet<TreeIndex.Entry>();
        tiles.stream()
                .filter(tile -> zooms.add(tile.path().substring(0, tile.path().indexOf('/') + 1)))
                .forEach(chosen::add);
        chosen.addAll(tiles);
        return chosen.stream().limit(MOST_TILES).toList();
    }
}
