package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});

    private static Pin pin(String input, String version) {
        return new Pin(input, new Key("in/" + input), new VersionId(version), 7, DIGEST);
    }

    private static Manifest manifest(List<Pin> pins, Map<String, Number> counts, List<Finding> findings) {
        return Manifest.of(
                "0.1.0",
                pins,
                new Recipe("{\"zoom\": [0, 7], \"layer\": \"blocks\"}"),
                List.of(
                        new Artifact.File("low.pmtiles", 5, DIGEST, "application/vnd.pmtiles"),
                        new Artifact.Tree(
                                "tiles/high", new Artifact.File("tiles/high.index", 3, DIGEST, "text/plain"), 2, 9)),
                Map.of("low", DIGEST),
                counts,
                Verdict.of(findings),
                findings);
    }

    private static Manifest manifest() {
        var counts = new LinkedHashMap<String, Number>();
        counts.put("rows", 74134);
        counts.put("score.mean", 0.25);
        counts.put("score.whole", 3.0);
        var warning = new Finding("a.b", Severity.WARN, "x", "line 3", "seen", "look", 2, List.of("1", "2"));
        return manifest(List.of(pin("score", "1"), pin("census", "2")), counts, List.of(warning));
    }

    @Test
    void law7_whatIsWrittenIsReadBackEqualAndWrittenAgainWithTheSameBytes() throws IOException {
        var read = Manifest.of(manifest().bytes(), "manifest.json");
        assertThat(read).isEqualTo(manifest());
        assertThat(read.bytes()).isEqualTo(manifest().bytes());
        assertThat(read.counts().keySet()).containsExactly("rows", "score.mean", "score.whole");
        assertThat(read.count("score.whole")).contains(3.0);
    }

    @Test
    void theStoredFormIsReadableAndKnowsNoTime() {
        assertThat(new String(manifest().bytes(), StandardCharsets.UTF_8))
                .startsWith(
                        "{\n  \"format\" : 1,\n  \"id\" : \"" + manifest().id() + "\",\n  \"backsight\" : \"0.1.0\",\n")
                .contains("\"kind\" : \"tree\"", "\"verdict\" : \"good\"", "\"severity\" : \"warn\"")
                .endsWith("}\n");
    }

    @Test
    void fieldsThatALaterVersionAddsArePassedOver() throws IOException {
        var text = new String(manifest().bytes(), StandardCharsets.UTF_8)
                .replace("\"format\" : 1,", "\"format\" : 1,\n  \"later\" : {\"x\": [1]},");
        assertThat(Manifest.of(text.getBytes(StandardCharsets.UTF_8), "m")).isEqualTo(manifest());
    }

    @Test
    void bytesThatAreNoManifestAreRefusedByName() {
        for (var bytes : List.of("", "{", "[]", "{}", "null", "{\"format\": 1, \"id\": \"xyz\"}")) {
            assertThatThrownBy(() -> Manifest.of(bytes.getBytes(StandardCharsets.UTF_8), "maps/manifest.json"))
                    .as(bytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("'maps/manifest.json' is not what Backsight writes there (");
        }
    }

    @Test
    void aManifestWhoseIdIsNotItsContentsIsRefused() {
        var text = new String(manifest().bytes(), StandardCharsets.UTF_8).replace("\"size\" : 7", "\"size\" : 8");
        assertThatThrownBy(() -> Manifest.of(text.getBytes(StandardCharsets.UTF_8), "m"))
                .hasMessageContaining("is not what its pins, recipe and format make");
    }

    @Test
    void theIdIsMadeOfWhatWasReadAndNotOfWhenOrWhere() {
        var recipe = new Recipe("{\"a\":1,\"b\":[true,null]}");
        var id = ReleaseId.of(List.of(pin("score", "1"), pin("census", "2")), recipe, 1);
        assertThat(id.value()).matches("[0-9a-f]{16}");
        assertThat(ReleaseId.of(
                        List.of(pin("census", "9"), pin("score", "8")),
                        new Recipe("{ \"b\": [true, null],\n\"a\": 1 }"),
                        1))
                .as("other version ids, other order, other white space")
                .isEqualTo(id);
        assertThat(ReleaseId.of(List.of(pin("score", "1")), recipe, 1)).isNotEqualTo(id);
        assertThat(ReleaseId.of(List.of(pin("score", "1"), pin("census", "2")), recipe, 2))
                .isNotEqualTo(id);
        assertThat(ReleaseId.of(List.of(pin("score", "1"), pin("census", "2")), new Recipe("{\"a\":2}"), 1))
                .isNotEqualTo(id);
    }

    @Test
    void theIdOfAGivenReleaseNeverChangesBetweenVersions() {
        assertThat(ReleaseId.of(List.of(pin("score", "1")), new Recipe("{\"layer\":\"blocks\"}"), 1))
                .isEqualTo(new ReleaseId("6f0fc63655dc4a89"));
    }

    @Test
    void mistakesAreRefused() {
        var fail = new Finding("a.b", Severity.FAIL, "x", "", "seen", "look", 1, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest(List.of(pin("score", "1"), pin("score", "2")), Map.of(), List.of()))
                .withMessage("an input is named twice: [score, score]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manifest(List.of(), Map.of("x", Double.NaN), List.of()))
                .withMessage("count 'x' is not finite: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new Recipe("{"));
        assertThat(manifest(List.of(), Map.of(), List.of(fail)).verdict()).isEqualTo(Verdict.BAD);
        for (var name : List.of("", "/x", "x/", "manifest.json")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Artifact.File(name, 1, DIGEST, "x/y"));
        }
    }

    @Test
    void aTreeIsMeasuredAndItsIndexIsReadBack(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("tiles/high/1/0"));
        Files.write(folder.resolve("tiles/high/1/0/0.pbf"), new byte[] {1});
        Files.write(folder.resolve("tiles/high/metadata.json"), new byte[] {2, 3});

        var tree = Artifact.Tree.of(folder, "tiles/high");

        assertThat(tree.files()).isEqualTo(2);
        assertThat(tree.size()).isEqualTo(3);
        var index = TreeIndex.of(Files.readAllBytes(folder.resolve("tiles/high.index")), "tiles/high.index");
        assertThat(index.entries()).extracting(TreeIndex.Entry::path).containsExactly("1/0/0.pbf", "metadata.json");
        assertThat(index.entries().getFirst().sha256()).isEqualTo(DIGEST);
        assertThatThrownBy(() -> TreeIndex.of("x\n".getBytes(StandardCharsets.UTF_8), "i"))
                .hasMessage("i, line 1: expected '<sha256> <size> <path>', not 'x'; the object is damaged:"
                        + " build the release again");
    }
}
