package io.github.backsight.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads polygons out of texts, and shows what was read and found.
final class Reading {
    private final Path file;
    private Findings findings = new Findings("us.json");

    Reading(Path file) {
        this.file = file;
    }

    Features read(String text, PolygonOptions options) throws IOException {
        return read(text, options, 2);
    }

    Features read(String text, PolygonOptions options, int threads) throws IOException {
        return read(text.getBytes(UTF_8), options, threads);
    }

    Features read(byte[] bytes, PolygonOptions options, int threads) throws IOException {
        findings = new Findings("us.json");
        Files.write(file, bytes);
        return PolygonReader.read(Content.of(file), options, threads, Progress.SILENT, findings);
    }

    /// {@return the finding that `text` fails with}
    Finding failure(String text, PolygonOptions options) throws IOException {
        try {
            read(text, options);
        } catch (BadInputException expected) {
            return expected.findings().stream()
                    .filter(finding -> finding.severity() == io.github.backsight.finding.Severity.FAIL)
                    .findFirst()
                    .orElseThrow();
        }
        throw new AssertionError("was read: " + text);
    }

    List<Finding> findings() {
        return findings.list();
    }

    List<String> codes() {
        return findings.list().stream().map(Finding::code).toList();
    }

    /// {@return each feature as `id: ring | ring / next polygon`}
    static List<String> drawn(Polygons polygons) {
        var features = new ArrayList<String>();
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            features.add(polygons.id(feature) + ": "
                    + IntStream.range(polygons.polygonStart(feature), polygons.polygonStart(feature + 1))
                            .mapToObj(polygon -> rings(polygons, polygon))
                            .collect(Collectors.joining(" / ")));
        }
        return features;
    }

    private static String rings(Polygons polygons, int polygon) {
        return IntStream.range(polygons.ringStart(polygon), polygons.ringStart(polygon + 1))
                .mapToObj(ring -> IntStream.range(polygons.vertexStart(ring), polygons.vertexStart(ring + 1))
                        .mapToObj(vertex -> polygons.longitude(vertex) + " " + polygons.latitude(vertex))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" | "));
    }
}
