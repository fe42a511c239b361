package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.console.TileSource;
import io.github.backsight.finding.Findings;
import io.github.backsight.mbtiles.MbtilesReader;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.GlanceReader;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The tiles of all releases: PMTiles and trees where they lie in the store, MBTiles in a copy on this
/// machine, since SQLite reads files. Threads may share it.
final class StoredTiles implements TileSource, AutoCloseable {
    private final ObjectStore store;
    private final Releases releases;
    private final GlanceReader glance;
    private final StoredArchives archives;

    private StoredTiles(Workplace workplace, StoredArchives archives) {
        this.store = workplace.store();
        this.releases = archives.releases();
        this.glance = new GlanceReader(workplace.store(), workplace.prefix());
        this.archives = archives;
    }

    static StoredTiles open(Session session, Workplace workplace) throws IOException {
        return new StoredTiles(workplace, StoredArchives.open(session, workplace));
    }

    @Override
    public Optional<String> live() throws IOException {
        return glance.release().map(ReleaseId::value);
    }

    @Override
    public Optional<TileArchiveReader> open(String release, String layer) throws IOException {
        var manifest = releases.find(new ReleaseId(release));
        var name = "tiles/" + layer;
        for (var container : List.of(name + ".pmtiles", name, name + ".mbtiles")) {
            var artifact = manifest.flatMap(each -> each.artifact(container));
            if (artifact.isPresent()) {
                return Optional.of(open(manifest.orElseThrow(), artifact.get()));
            }
        }
        return Optional.empty();
    }

    private TileArchiveReader open(Manifest manifest, Artifact artifact) throws IOException {
        return switch (artifact) {
            case Artifact.Tree tree -> archives.tree(manifest, tree);
            case Artifact.File file ->
                file.name().endsWith(".pmtiles") ? inPlace(manifest, file) : copied(manifest, file);
        };
    }

    private TileArchiveReader inPlace(Manifest manifest, Artifact.File file) throws IOException {
        var key = releases.key(manifest.id(), file.name());
        if (store.newest(key).orElse(null) instanceof Entry.Version version && version.size() == file.size()) {
            return PmtilesReader.open(key.value(), new StoreBytes(store, version));
        }
        throw damaged(manifest, file.name(), "it is missing, or has another size than its manifest says");
    }

    private synchronized TileArchiveReader copied(Manifest manifest, Artifact.File file) throws IOException {
        var findings = new Findings(file.name());
        var copy = archives.fetch(manifest, file, findings);
        if (copy.isEmpty() || !findings.list().isEmpty()) {
            if (copy.isPresent()) {
                Files.delete(copy.get());
            }
            throw damaged(manifest, file.name(), "it cannot be read, or has other bytes than its manifest says");
        }
        return new Copied(MbtilesReader.open(copy.get()), copy.get());
    }

    private static IOException damaged(Manifest manifest, String name, String how) {
        return new IOException("'" + name + "' of release " + manifest.id() + " cannot be served: " + how
                + ". See: backsight verify " + manifest.id());
    }

    /// Deleted when it is closed.
    private record Copied(TileArchiveReader reader, Path file) implements TileArchiveReader {
        @Override
        public ArchiveMetadata metadata() throws IOException {
            return reader.metadata();
        }

        @Override
        public Optional<byte[]> tile(TileId id) throws IOException {
            return reader.tile(id);
        }

        @Override
        public Optional<byte[]> storedTile(TileId id) throws IOException {
            return reader.storedTile(id);
        }

        @Override
        public List<TileId> tiles() throws IOException {
            return reader.tiles();
        }

        @Override
        public void close() throws IOException {
            reader.close();
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        archives.close();
    }
}
