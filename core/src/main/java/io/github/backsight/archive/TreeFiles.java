package io.github.backsight.archive;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of a tree: `{z}/{x}/{y}.pbf` and `metadata.json`, the [MetadataRows] as one JSON object of texts.
final class TreeFiles {
    static final String METADATA = "metadata.json";
    static final String TILE_ENDING = ".pbf";
    private static final Pattern TILE = Pattern.compile("(0|[1-9]\\d?)/(0|[1-9]\\d{0,7})/(0|[1-9]\\d{0,7})\\.pbf");

    private TreeFiles() {}

    static Path tile(Path tree, TileId id) {
        return tree.resolve(String.valueOf(id.z()))
                .resolve(String.valueOf(id.x()))
                .resolve(id.y() + TILE_ENDING);
    }

    /// {@return the content of `metadata.json`}
    static String document(ArchiveMetadata metadata) {
        var document = VectorLayers.JSON.createObjectNode();
        MetadataRows.of(metadata).forEach(document::put);
        return document.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    /// {@return the tiles of `tree` in order; other files are passed over}
    static List<TileId> tiles(Path tree) throws IOException {
        List<TileId> tiles = new ArrayList<>();
        try (var files = Files.walk(tree, 3)) {
            files.forEach(file -> id(tree, file).ifPresent(tiles::add));
        }
        tiles.sort(null);
        return tiles;
    }

    static Map<String, String> metadata(Path tree) throws IOException {
        var text = Files.readString(tree.resolve(METADATA), StandardCharsets.UTF_8);
        Map<String, String> rows = new LinkedHashMap<>();
        for (var row : VectorLayers.parse(text, tree.toString()).properties()) {
            rows.put(row.getKey(), row.getValue().asString(row.getValue().toString()));
        }
        return rows;
    }

    /// {@return why `folder` may not be replaced by a tree: something in it was not written by a [TreeWriter]}
    static Optional<String> objection(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("it is there and is no folder");
        }
        var foreign = new Foreign(folder);
        Files.walkFileTree(folder, foreign);
        if (foreign.first != null) {
            return Optional.of("it holds '" + foreign.first + "', which Backsight did not write");
        }
        if (foreign.files > 0
                && (!Files.exists(folder.resolve(METADATA))
                        || !"Backsight".equals(metadata(folder).get("generator")))) {
            return Optional.of("it holds tiles that Backsight did not write");
        }
        return Optional.empty();
    }

    /// Deletes the tiles and the metadata of `tree`, and the folders that are empty then.
    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isOurs(tree, file)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isOurs(Path tree, Path file) {
        return tree.relativize(file).toString().equals(METADATA)
                || id(tree, file).isPresent();
    }

    private static Optional<TileId> id(Path tree, Path file) {
        var matcher = TILE.matcher(tree.relativize(file).toString().replace('\\', '/'));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int z = Integer.parseInt(matcher.group(1));
        int x = Integer.parseInt(matcher.group(2));
        int y = Integer.parseInt(matcher.group(3));
        boolean exists = z <= TileId.HIGHEST_ZOOM && x < 1 << z && y < 1 << z;
        return exists ? Optional.of(new TileId(z, x, y)) : Optional.empty();
    }

    /// Looks for the first file that is not part of a tree.
    private static final class Foreign extends SimpleFileVisitor<Path> {
        private final Path tree;
        private @Nullable Path first;
        private long files;

        Foreign(Path tree) {
            this.tree = tree;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            if (attributes.isRegularFile() && isOurs(tree, file)) {
                return FileVisitResult.CONTINUE;
            }
            first = tree.relativize(file);
            return FileVisitResult.TERMINATE;
        }
    }
}
