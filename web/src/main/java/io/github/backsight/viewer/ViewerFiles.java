package io.github.backsight.viewer;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.page.Html;
import io.github.backsight.store.Pin;
import io.github.backsight.tile.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes the viewer of a release: its page, its settings, and the libraries that it needs.
///
/// The page lies at `index.html` and expects to be read beside the pointer, at `<prefix>/index.html`; all else is
/// in `viewer/` of the release and never changes. What a browser has to fetch of programs is kept
/// compressed, so that a host that compresses nothing sends no more than one that does.
///
/// @param release the id of the release
/// @param program the version of Backsight
public record ViewerFiles(Configuration configuration, String release, String program) {
    /// The place of the page.
    public static final String PAGE = "index.html";

    private static final String FOLDER = "viewer/";
    private static final int COMPRESSION_LEVEL = 9;

    /// What was written.
    ///
    /// @param files names relative to the release
    public record Written(List<String> files, List<Finding> findings) {
        public Written {
            files = List.copyOf(files);
            findings = List.copyOf(findings);
        }
    }

    /// Writes the files below `folder`, where the outputs of the build are already.
    ///
    /// @param made how many bytes each of the build's files has, by its name relative to the release,
    /// in their order; large ones may lie elsewhere
    /// @param counts of the build
    /// @return nothing but a finding, when the program was built without npm
    public Written write(Path folder, Map<String, Long> made, Map<String, Number> counts, List<Pin> pins)
            throws IOException {
        if (!configuration.map().outputs().contains(Output.VIEWER)) {
            return new Written(List.of(), List.of());
        }
        var files = libraries();
        if (files.isEmpty()) {
            return new Written(List.of(), List.of(withoutLibraries()));
        }
        var all = new LinkedHashMap<>(files.get());
        all.put(FOLDER + "viewer.js", asset("viewer.js").orElseThrow());
        all.put(FOLDER + "viewer.css", asset("viewer.css").orElseThrow());
        var settings = new ViewerDocument(this, folder).of(made, counts, pins);
        all.put(
                FOLDER + "viewer.json",
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(settings));
        all.put(PAGE, page());
        for (var file : all.entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        return new Written(List.copyOf(all.keySet()), List.of());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var draft = Draft.of(file)) {
            Files.write(draft.file(), bytes);
            draft.publish();
        }
    }

    private Finding withoutLibraries() {
        return new Finding(
                "viewer.no-library",
                Severity.WARN,
                PAGE,
                "",
                "there is no viewer: this program was built without npm, from which the viewer's libraries come",
                "Build the program again where npm is on the PATH, or leave 'viewer' out of map.outputs",
                1,
                List.of());
    }

    /// {@return the files from npm packages; empty when one is missing}
    private static Optional<Map<String, byte[]>> libraries() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : List.of("maplibre-gl.css", "pmtiles.js", "maplibre-gl-LICENSE.txt")) {
            asset(name).ifPresent(bytes -> files.put(FOLDER + name, bytes));
        }
        try (var gzip = new Gzip(COMPRESSION_LEVEL)) {
            for (var name : List.of("maplibre-gl.mjs", "maplibre-gl-worker.mjs")) {
                asset(name).ifPresent(bytes -> files.put(FOLDER + name + ".gz", gzip.compress(bytes)));
            }
        }
        return files.size() == 5 ? Optional.of(files) : Optional.empty();
    }

    private static Optional<byte[]> asset(String name) throws IOException {
        for (var folder : List.of("/viewer/", "/page/")) {
            try (InputStream in = ViewerFiles.class.getResourceAsStream(folder + name)) {
                if (in != null) {
                    return Optional.of(in.readAllBytes());
                }
            }
        }
        return Optional.empty();
    }

    private byte[] page() throws IOException {
        var template = new String(asset("index.html").orElseThrow(), StandardCharsets.UTF_8);
        var map = configuration.map();
        var title = map.name().orElse(map.layer());
        return template.replace("@FOLDER@", "releases/" + release + "/viewer")
                .replace("@POLICY@", Html.escaped(policy()))
                .replace("@DESCRIPTION@", Html.escaped(map.description().orElse(title)))
                .replace("@TITLE@", Html.escaped(title))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Nothing from anywhere but the host itself, where tiles are said to lie elsewhere from there, and where
    /// the base map is from there. The map's library begins from a blob.
    private String policy() {
        var tiles = configuration.publish().url().map(ViewerFiles::origin).stream();
        var base = configuration.viewer().baseMap().map(map -> origin(map.url())).stream();
        var others = Stream.concat(tiles, base).distinct().collect(Collectors.joining(" "));
        var elsewhere = others.isEmpty() ? "" : " " + others;
        return "default-src 'none'; script-src 'self' blob:; worker-src blob:; style-src 'self'; img-src 'self' data: blob:"
                + elsewhere + "; connect-src 'self' blob:" + elsewhere + "; base-uri 'none'; form-action 'none'";
    }

    private static String origin(String address) {
        var plain = URI.create(address.replaceAll("[{}]", ""));
        return plain.getScheme() + "://" + plain.getRawAuthority();
    }

    /// {@return names with sizes of what may be downloaded, in the order of the build}
    List<Map<String, String>> downloads(Map<String, Long> made) {
        var downloads = new ArrayList<Map<String, String>>();
        for (var file : made.entrySet()) {
            var name = file.getKey();
            if (name.matches("(geojson|shapefile)/.*|tiles/.*\\.(pmtiles|mbtiles)")) {
                var download = new LinkedHashMap<String, String>();
                download.put("name", name.substring(name.indexOf('/') + 1));
                download.put("path", "releases/" + release + "/" + name);
                download.put("size", ViewerDocument.size(file.getValue()));
                downloads.add(download);
            }
        }
        return downloads;
    }
}
