package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.MetadataRows;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A tree of tiles in a release, read from the store tile by tile.
final class StoredTree implements TileArchiveReader {
    private static final String METADATA = "metadata.json";
    private static final Pattern TILE = Pattern.compile("(\\d{1,2})/(\\d{1,8})/(\\d{1,8})\\.pbf");

    private final Releases releases;
    private final ReleaseId release;
    private final String name;
    private final Map<TileId, Sha256> tiles = new LinkedHashMap<>();

    private StoredTree(Releases releases, ReleaseId release, String name) {
        this.releases = releases;
        this.release = release;
        this.name = name;
    }

    /// @throws IOException if its index cannot be read, or lists what is no tile
    static StoredTree open(Releases releases, ReleaseId release, Artifact.Tree artifact) throws IOException {
        var tree = new StoredTree(releases, release, artifact.name());
        var all = new ArrayList<Map.Entry<TileId, Sha256>>();
        for (var entry : releases.files(release, artifact)) {
            if (!entry.path().equals(METADATA)) {
                all.add(Map.entry(tile(entry.path(), artifact.index().name()), entry.sha256()));
            }
        }
        all.sort(Map.Entry.comparingByKey());
        all.forEach(tile -> tree.tiles.put(tile.getKey(), tile.getValue()));
        return tree;
    }

    private static TileId tile(String path, String index) throws IOException {
        var matcher = TILE.matcher(path);
        try {
            if (matcher.matches()) {
                return new TileId(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + index + "' lists '" + path + "': " + e.getMessage(), e);
        }
        throw new IOException("'" + index + "' lists '" + path + "', which is no tile");
    }

    /// {@return what the index says of each tile, in order}
    Map<TileId, Sha256> digests() {
        return tiles;
    }

    @Override
    public ArchiveMetadata metadata() throws IOException {
        var rows = new LinkedHashMap<String, String>();
        try (var in = open(METADATA)) {
            for (var row : JsonMapper.shared().readTree(in).properties()) {
                rows.put(row.getKey(), row.getValue().asString(""));
            }
        } catch (JacksonException e) {
            throw new IOException("'" + name + "/" + METADATA + "' is not JSON", e);
        }
        return MetadataRows.read(rows, name);
    }

    @Override
    public Optional<byte[]> tile(TileId id) throws IOException {
        if (!tiles.containsKey(id)) {
            return Optional.empty();
        }
        try (var in = open(id + ".pbf")) {
            return Optional.of(in.readAllBytes());
        }
    }

    private InputStream open(String path) throws IOException {
        return releases.open(release, name + "/" + path);
    }

    @Override
    public List<TileId> tiles() {
        return List.copyOf(tiles.keySet());
    }

    @Override
    public void close() {}
}
