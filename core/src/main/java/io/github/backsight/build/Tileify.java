package io.github.backsight.build;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.PmtilesLayout;
import io.github.backsight.archive.PmtilesWriter;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.archive.TileJson;
import io.github.backsight.config.MapSettings;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.config.Zooms;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileAttributes;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.tile.TileField;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Cuts one layer into tiles and writes the archives that the map asks for.
///
/// @param folder where the archives go, at their [Places]
/// @param address what the TileJSON puts before a tile's path in `tiles`: empty, or ended by `/`
/// @param formats how trees and MBTiles are written
/// @param threads how many threads work; the archives do not depend on it
public record Tileify(MapSettings map, Path folder, Places places, String address, Formats formats, int threads) {
    /// How the archives are written that a build does not write in one way only.
    ///
    /// @param tree given the folder that the tree is to have
    /// @param mbtiles given the file that the archive is to have
    public record Formats(ArchiveFormat tree, ArchiveFormat mbtiles) {}

    public static final String HIGH = "high";
    public static final String LOW = "low";

    /// Cuts `layer` and writes its tiles.
    ///
    /// @param name [#HIGH] or [#LOW]
    /// @param coverage the borders of the layer's polygons, feature by feature the same
    public Outputs layer(String name, Layer layer, Coverage coverage, Progress progress) throws IOException {
        return layer(name, layer, cut(name, coverage, progress), progress);
    }

    /// {@return the tiles of a layer without attributes, one cutting a zoom, the lowest first}
    List<Cutting> cut(String name, Coverage coverage, Progress progress) {
        var zooms = zooms(name);
        var settings = CutSettings.of(zooms.least(), zooms.most(), threads);
        return TileCutter.cut(coverage, settings, name, progress);
    }

    /// Adds the attributes of `layer` to its tiles, already cut, and writes them.
    Outputs layer(String name, Layer layer, List<Cutting> cuttings, Progress progress) throws IOException {
        var tileLayer = tileLayer(layer);
        long drawnSmallest = cuttings.stream()
                .mapToLong(cutting -> cutting.drawnSmallest().size())
                .sum();
        return write(name, metadata(name, layer, tileLayer.fieldKinds()), drawnSmallest, map.outputs(), step -> {
            step.begin(cuttings.stream().map(Cutting::zoom).toList());
            step.make(tileLayer, cuttings, name, threads, progress);
        });
    }

    /// Writes tiles that lie elsewhere, and what goes with them. PMTiles is laid out only: its tiles stay where they
    /// are. Other archives need their bytes here.
    ///
    /// @param drawnSmallest how many features are drawn as the smallest square at the highest zoom
    public Outputs write(String name, ArchiveMetadata metadata, long drawnSmallest, SpreadTiles tiles)
            throws IOException {
        var needBytes = new HashSet<>(map.outputs());
        needBytes.remove(Output.PMTILES);
        return write(name, metadata, drawnSmallest, needBytes, step -> {
            var zooms = zooms(name);
            step.begin(
                    IntStream.rangeClosed(zooms.least(), zooms.most()).boxed().toList());
            layOut(name, metadata, tiles, step);
            if (step.hasArchives()) {
                for (var each = tiles.tiles(); each.hasNext(); ) {
                    step.write(each.next().tile());
                }
            }
        });
    }

    private void layOut(String name, ArchiveMetadata metadata, SpreadTiles tiles, TileStep step) throws IOException {
        var layout = new PmtilesLayout();
        var written = new BitSet();
        int number = 0;
        for (var each = tiles.summaries(); each.hasNext(); number++) {
            var tile = each.next();
            step.count(tile.id(), tile.sha256());
            written.set(number, layout.add(tile.id(), tile.content(), tile.length()));
        }
        if (map.outputs().contains(Output.PMTILES)) {
            tiles.archive(places.pmtiles(name), layout.finish(metadata), written);
        }
    }

    private interface Writing {
        void into(TileStep step) throws IOException;
    }

    private Outputs write(String name, ArchiveMetadata metadata, long drawnSmallest, Set<Output> here, Writing writing)
            throws IOException {
        List<TileArchiveWriter> archives = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<String> trees = new ArrayList<>();
        try {
            open(name, here, archives, files, trees);
            var step = new TileStep(archives);
            writing.into(step);
            for (var archive : archives) {
                archive.finish(metadata);
            }
            tileJson(name, metadata, files, trees);
            var findings = findings(name, drawnSmallest);
            return new Outputs(files, trees, Map.of(name, step.digest()), counts(name, step.tilesByZoom()), findings);
        } finally {
            for (var archive : archives) {
                archive.close();
            }
        }
    }

    private TileLayer tileLayer(Layer layer) {
        return new TileLayer(
                map.layer(), fields(layer), rowOfFeature(layer, layer.polygons().featureCount()));
    }

    /// {@return the attributes of the tiles of `layer`, row by row, for one who makes tiles elsewhere}
    public static TileAttributes attributes(Layer layer) {
        return new TileAttributes(fields(layer));
    }

    /// {@return what the archives of `layer` say of themselves}
    ///
    /// @param layer of which, beside its columns, only the extent of its polygons counts
    /// @param fieldKinds the kinds of its attributes, in order
    public ArchiveMetadata metadata(String name, Layer layer, Map<String, String> fieldKinds) {
        var zooms = zooms(name);
        return new ArchiveMetadata(
                map.name().orElse(map.layer()) + " " + name,
                map.description().orElse(""),
                map.attribution().orElse(""),
                map.layer(),
                fieldKinds,
                zooms.least(),
                zooms.most(),
                Extent.of(layer));
    }

    /// {@return whether the map asks for any tiles}
    public boolean isAskedFor() {
        return map.outputs().stream()
                .anyMatch(output -> output == Output.PMTILES || output == Output.MBTILES || output == Output.TREE);
    }

    /// @param here the outputs that are written by this process
    private void open(
            String name, Set<Output> here, List<TileArchiveWriter> archives, List<String> files, List<String> trees)
            throws IOException {
        if (here.contains(Output.PMTILES)) {
            archives.add(PmtilesWriter.to(folder.resolve(places.pmtiles(name))));
        }
        if (map.outputs().contains(Output.PMTILES)) {
            files.add(places.pmtiles(name));
        }
        if (map.outputs().contains(Output.MBTILES)) {
            archives.add(formats.mbtiles().to(folder.resolve(places.mbtiles(name))));
            files.add(places.mbtiles(name));
        }
        if (map.outputs().contains(Output.TREE)) {
            archives.add(formats.tree().to(folder.resolve(places.tree(name))));
            trees.add(places.tree(name));
        }
    }

    /// What browsers can read without a server: the tree, or else PMTiles by the protocol of its JavaScript client.
    private void tileJson(String name, ArchiveMetadata metadata, List<String> files, List<String> trees)
            throws IOException {
        boolean pmtiles = files.contains(places.pmtiles(name));
        if (pmtiles || !trees.isEmpty()) {
            var tiles = trees.isEmpty()
                    ? "pmtiles://" + address + name + ".pmtiles/{z}/{x}/{y}"
                    : address + name + "/{z}/{x}/{y}.pbf";
            var target = folder.resolve(places.tileJson(name));
            try (var draft = Draft.of(target)) {
                Files.writeString(draft.file(), TileJson.of(metadata, tiles));
                draft.publish();
            }
            files.add(places.tileJson(name));
        }
    }

    /// {@return the zooms of a layer, [#HIGH] or [#LOW]}
    public Zooms zooms(String name) {
        return name.equals(HIGH) ? map.high().zoom() : map.low().zoom();
    }

    private static List<TileField> fields(Layer layer) {
        return IntStream.range(0, layer.columns().size())
                .mapToObj(place ->
                        new TileField(layer.names().get(place), layer.columns().get(place)))
                .toList();
    }

    private static int[] rowOfFeature(Layer layer, int featureCount) {
        var rows = new int[featureCount];
        Arrays.fill(rows, Layer.NONE);
        for (int row = 0; row < layer.rowCount(); row++) {
            if (layer.feature(row) != Layer.NONE) {
                rows[layer.feature(row)] = row;
            }
        }
        return rows;
    }

    private static Map<String, Number> counts(String name, Map<Integer, Long> tilesByZoom) {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put(
                "tiles." + name,
                tilesByZoom.values().stream().mapToLong(Long::longValue).sum());
        tilesByZoom.forEach((zoom, tiles) -> counts.put("tiles." + name + "." + zoom, tiles));
        return counts;
    }

    private List<Finding> findings(String name, long drawnSmallest) {
        if (drawnSmallest == 0) {
            return List.of();
        }
        return List.of(new Finding(
                "tiles.drawn-smallest",
                Severity.INFO,
                places.tree(name),
                "zoom " + zooms(name).most(),
                "polygons are smaller than the grid of the highest zoom and are drawn as its smallest square",
                "Nothing to do, or raise the highest zoom",
                drawnSmallest,
                List.of()));
    }
}
