package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows whose work is a whole process of Backsight on the given map.
final class WholeRows {
    private static final String ALL = "geojson, shapefile, pmtiles, mbtiles, tree";

    private final Setting setting;
    private final Optional<Reference> reference;

    /// @param reference the combine step in geopandas
    WholeRows(Setting setting, Optional<Reference> reference) {
        this.setting = setting;
        this.reference = reference;
    }

    /// `build` from an empty cache.
    Plan build() throws IOException {
        var template = setting.backsight("build-template");
        template.begin(setting.map(), ALL);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                "Backsight",
                "backsight build, a copy of a store with the inputs, no cache",
                () -> template.copyTo(setting.work().resolve("build")).run("build")));
        List<String> remarks = new ArrayList<>();
        var tippecanoe = tippecanoe();
        reference.ifPresentOrElse(
                combine -> contenders.add(
                        tippecanoe.isPresent()
                                ? new Contender(
                                        "reference combine + four tippecanoe runs",
                                        "the script, then tippecanoe with the job's flags; times added, memory the largest",
                                        combine.before(() -> tippecanoe.get().all(combine.high(), combine.low())))
                                : new Contender(
                                        "reference combine alone, no tiles",
                                        "only the script: tippecanoe is not here, so this peer does less work than ours",
                                        combine.whole())),
                () -> remarks.add("no peer: geopandas or the reference script is missing"));
        if (tippecanoe.isEmpty()) {
            remarks.add("tippecanoe is missing: its four runs are not in any figure");
        }
        return new Plan(
                "build",
                "build from an empty cache with all outputs",
                "40x or more, peak under 2 GiB",
                contenders,
                remarks);
    }

    /// The combine step alone.
    Plan geoScore() throws IOException {
        var ours = plain("geo-score", "geojson, shapefile");
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("Backsight", "backsight geo-score -s local: two GeoJSON and a Shapefile", () -> {
            Folders.delete(ours.folder().resolve("out"));
            return ours.run(local());
        }));
        reference.ifPresent(script -> contenders.add(new Contender(
                "reference script", "python3 with geopandas, plain GeoJSON in, two GeoJSON out", script.whole())));
        return new Plan(
                "geo-score",
                "the combine step alone",
                "60x",
                contenders,
                reference.isPresent() ? List.of() : List.of("no peer: geopandas or the reference script is missing"));
    }

    /// High tiles into one MBTiles, from GeoJSON.
    Plan highTiles() throws IOException {
        var geoJson = highGeoJson();
        var ours = tilesFrom(geoJson);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                "Backsight", "backsight generate-map-tiles --only high, one MBTiles", () -> cutHigh(ours)));
        List<String> remarks = new ArrayList<>();
        tippecanoe()
                .ifPresentOrElse(
                        peer -> contenders.add(new Contender(
                                "tippecanoe", "the job's flags, one MBTiles", () -> peer.highArchive(geoJson))),
                        () -> remarks.add("tippecanoe is missing"));
        setting.peers()
                .planetiler()
                .ifPresentOrElse(
                        jar -> contenders.add(
                                new Planetiler(jar, setting.work(), setting.stopwatch()).contender(geoJson)),
                        () -> remarks.add("planetiler is missing"));
        contenders.addAll(otherTilers(geoJson));
        return new Plan(
                "high-tiles",
                "high tiles, zooms 5 to 11, into one MBTiles from GeoJSON",
                "12x against tippecanoe; faster than planetiler",
                contenders,
                remarks);
    }

    /// Tilers that the replaced job does not use, and many others do.
    private List<Contender> otherTilers(Path geoJson) {
        var peers = setting.peers();
        var work = setting.work();
        List<Contender> tilers = new ArrayList<>();
        peers.ogr2ogr()
                .ifPresent(program -> tilers.add(new GdalTiles(program, work, setting.stopwatch()).contender(geoJson)));
        peers.node()
                .ifPresent(node -> peers.geojsonVt()
                        .ifPresent(packages -> tilers.add(
                                new GeojsonVt(node, packages, work, setting.stopwatch()).contender(geoJson))));
        return tilers;
    }

    private Path highGeoJson() throws IOException {
        var made = plain("tiles-input", "geojson");
        made.run(local());
        var geoJson = made.folder().resolve("out/geojson/usa-high.json");
        if (!Files.exists(geoJson)) {
            throw new IOException("geo-score left no " + geoJson);
        }
        return geoJson;
    }

    private Backsight tilesFrom(Path geoJson) throws IOException {
        var ours = plain("high-tiles", "mbtiles");
        Files.createDirectories(ours.folder().resolve("out/geojson"));
        Files.createSymbolicLink(ours.folder().resolve("out/geojson/usa-high.json"), geoJson.toAbsolutePath());
        return ours;
    }

    private static Measurement cutHigh(Backsight ours) throws IOException {
        Folders.delete(ours.folder().resolve("out/tiles"));
        return ours.run("generate-map-tiles", "--only", "high", "--out", "out");
    }

    /// {@return our high tiles, made now unless the row made them}
    Path highArchive() throws IOException {
        var archive = setting.work().resolve("high-tiles/out/tiles/high.mbtiles");
        if (!Files.exists(archive)) {
            cutHigh(tilesFrom(highGeoJson()));
        }
        return archive;
    }

    /// {@return a folder with a configuration, and no store}
    private Backsight plain(String folder, String outputs) throws IOException {
        var backsight = setting.backsight(folder);
        Folders.delete(backsight.folder());
        Files.createDirectories(backsight.folder());
        Files.writeString(
                backsight.folder().resolve("backsight.yaml"),
                "stem: usa\n" + setting.map().configuration(outputs));
        return backsight;
    }

    private String[] local() {
        var map = setting.map();
        return new String[] {
            "geo-score",
            "-s",
            "local",
            "--input",
            "polygons=" + map.polygons().toAbsolutePath(),
            "--input",
            "table=" + map.table().toAbsolutePath(),
            "--out",
            "out"
        };
    }

    private Optional<Tippecanoe> tippecanoe() {
        return setting.peers()
                .tippecanoe()
                .map(program -> new Tippecanoe(program, setting.work(), setting.stopwatch()));
    }
}
