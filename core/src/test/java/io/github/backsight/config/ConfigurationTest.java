package io.github.backsight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Key;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Path FILE = Path.of("backsight.yaml");

    /// The example of the design, word for word.
    static final String DESIGN = """
            store: file:./store                 # or s3://bucket
            inputs:
              census: { key: data-sources/census.zip, member: census/geojson/us.json, id: GEOID10, drop-when-zero: ALAND10 }
              score:  { key: data-pipeline/data/score/csv/tiles/usa.csv, id: GTF }
            map:
              score: SN_C                       # the column that ranks; numbers or true/false
              layer: blocks
              id: GEOID10                       # the id's name in the outputs
              aggregate-id-to: 11
              high: { zoom: 5-11 }
              low:  { zoom: 0-7, buckets: 10, group: 2, keep-groups-up-to: 150 }
              outputs: [geojson, shapefile, pmtiles, mbtiles, tree, viewer]
            publish: { prefix: data-pipeline/data/score, mode: releases }
            checks: {}
            """;

    /// No more than must be said.
    static final String SHORTEST = """
            store: file:./store
            inputs:
              land: { key: counties.json, id: fips }
              rate: { key: rates.tsv.gz, id: id }
            map: { score: rate }
            """;

    static Configuration parsed(String text) throws ConfigurationException {
        return Configuration.parse(text, FILE);
    }

    @Test
    void readsTheExampleOfTheDesign() throws ConfigurationException {
        var configuration = parsed(DESIGN);

        assertThat(configuration.coverage())
                .containsExactly(new PolygonSettings(
                        "census",
                        new Key("data-sources/census.zip"),
                        Optional.of("census/geojson/us.json"),
                        "GEOID10",
                        Optional.of("ALAND10"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(configuration.mainTable())
                .isEqualTo(new TableSettings(
                        "score",
                        new Key("data-pipeline/data/score/csv/tiles/usa.csv"),
                        Optional.empty(),
                        "GTF",
                        ',',
                        Optional.empty()));
        assertThat(configuration.map().aggregateIdTo()).hasValue(11);
        assertThat(configuration.publish().prefix()).isEqualTo("data-pipeline/data/score");
        assertThat(configuration.stem()).isEqualTo("usa");
    }

    @Test
    void fillsInWhatIsLeftOut() throws ConfigurationException {
        var configuration = parsed(SHORTEST);

        assertThat(configuration.map())
                .isEqualTo(new MapSettings(
                        "rate",
                        "blocks",
                        "fips",
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new MapSettings.High(new Zooms(5, 11)),
                        new MapSettings.Low(new Zooms(0, 7), 10, 2, 150),
                        EnumSet.allOf(MapSettings.Output.class)));
        assertThat(configuration.publish())
                .isEqualTo(new PublishSettings(
                        "map", PublishSettings.Mode.RELEASES, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(configuration.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(configuration.checks()).isEqualTo(Checks.DEFAULT);
        assertThat(configuration.threads()).isEmpty();
        assertThat(configuration.cuttings()).isEqualTo(CuttingPlace.HERE);
        assertThat(configuration.mainTable().separator()).isEqualTo('\t');
    }

    @Test
    void readsLimitsOfDriftAsNumbersAndAsMultiples() throws ConfigurationException {
        var limits = parsed(SHORTEST + "checks: { drift: { rows-lost: 0.2, classes: 2.5x } }\n")
                .checks()
                .drift();

        assertThat(limits.of(DriftMeasure.ROWS_LOST)).isEqualTo(new DriftLimit.Fixed(0.2));
        assertThat(limits.of(DriftMeasure.CLASSES)).isEqualTo(new DriftLimit.Multiple(2.5));
        assertThat(limits.of(DriftMeasure.SCALE)).isEqualTo(new DriftLimit.Fixed(5));
        assertThat(limits.needHistory()).isTrue();
        assertThat(parsed(SHORTEST).checks().drift().needHistory()).isFalse();
    }

    @Test
    void readsEverySettingThatHasADefault() throws ConfigurationException {
        var configuration = parsed("""
                store: file:./store
                inputs:
                  land: { key: land, id: fips, object: counties, format: topojson }
                  rate: { key: rates, id: id, format: csv, separator: ";" }
                  more: { key: more.csv, id: id }
                map:
                  { score: rate, name: Rates, description: Of all., attribution: Us, low: { buckets: 5 }, outputs: [tree, geojson] }
                stem: world
                publish: { mode: in-place, access: public-read, cloudfront: E123, url: "https://maps.example.org/a" }
                limits: { most-bytes: 2 GiB, most-ratio: 50.5 }
                checks: { most-rows-without-polygon: 0 }
                threads: 3
                cuttings: shared
                """);

        assertThat(configuration.coverage().getFirst().format()).contains(PolygonSettings.Format.TOPOJSON);
        assertThat(configuration.coverage().getFirst().object()).contains("counties");
        assertThat(configuration.tables()).extracting(TableSettings::name).containsExactly("rate", "more");
        assertThat(configuration.mainTable().separator()).isEqualTo(';');
        assertThat(configuration.map().name()).contains("Rates");
        assertThat(configuration.map().low()).isEqualTo(new MapSettings.Low(new Zooms(0, 7), 5, 2, 150));
        assertThat(configuration.map().outputs()).containsExactly(MapSettings.Output.GEOJSON, MapSettings.Output.TREE);
        assertThat(configuration.stem()).isEqualTo("world");
        assertThat(configuration.publish())
                .isEqualTo(new PublishSettings(
                        "map",
                        PublishSettings.Mode.IN_PLACE,
                        Optional.of(PublishSettings.Access.PUBLIC_READ),
                        Optional.of("E123"),
                        Optional.of("https://maps.example.org/a")));
        assertThat(configuration.limits()).isEqualTo(new Limits(2L << 30, 50.5));
        assertThat(configuration.checks().mostRowsWithoutPolygon()).isZero();
        assertThat(configuration.threads()).hasValue(3);
        assertThat(configuration.cuttings()).isEqualTo(CuttingPlace.SHARED);
    }

    @ParameterizedTest
    @CsvSource({
        "usa.csv, true",
        "USA.CSV, true",
        "usa.csv.gz, true",
        "usa.tsv, true",
        "usa.json, false",
        "csv, false",
        "usa.csv.zip, false"
    })
    void tellsTablesByTheirName(String key, boolean isTable) throws ConfigurationException {
        var configuration = parsed("""
                store: file:store
                inputs:
                  land: { key: land.json, id: id }
                  rate: { key: rate.csv, id: id }
                  third: { key: %s, id: id }
                map: { score: s }
                """.formatted(key));

        assertThat(configuration.input("third")).isInstanceOf(isTable ? TableSettings.class : PolygonSettings.class);
    }

    @Test
    void theMembersNameTellsWhatIsInAZip() throws ConfigurationException {
        var configuration = parsed("""
                store: file:store
                inputs:
                  land: { key: all.zip, member: land.json, id: id }
                  rate: { key: all.zip, member: rate.csv, id: id }
                map: { score: s }
                """);

        assertThat(configuration.coverage().getFirst().name()).isEqualTo("land");
        assertThat(configuration.mainTable().name()).isEqualTo("rate");
    }

    @ParameterizedTest
    @CsvSource({
        "file:./store, /maps/us/store",
        "file:store, /maps/us/store",
        "file:../store, /maps/store",
        "file:/var/store, /var/store",
        "file:///var/store, /var/store"
    })
    void aStoreFolderLiesBesideTheFile(String store, Path expected) throws ConfigurationException {
        var text = SHORTEST.replace("file:./store", store);

        assertThat(Configuration.parse(text, Path.of("/maps/us/backsight.yaml")).store())
                .isEqualTo(new StoreLocation.Folder(expected));
    }

    @Test
    void readsABucketAndWhatStandsBesideIt() throws ConfigurationException {
        var text = SHORTEST.replace("store: file:./store", """
                store: s3://maps-of-us
                endpoint: http://localhost:9000
                region: eu-central-1
                path-style: true
                profile: maps
                state: s3://maps-state
                single-writer: true""");

        assertThat(parsed(text).store())
                .isEqualTo(new StoreLocation.Bucket(
                        "maps-of-us",
                        Optional.of(URI.create("http://localhost:9000")),
                        Optional.of("eu-central-1"),
                        StoreLocation.Addressing.PATH,
                        new StoreLocation.Credentials.Profile("maps"),
                        StoreLocation.Writers.ONE,
                        Optional.of("maps-state")));
        assertThat(parsed(text).store().text()).isEqualTo("s3://maps-of-us");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("backsight.yaml"), "\uFEFF" + SHORTEST);

        assertThat(Configuration.read(file).store()).isEqualTo(new StoreLocation.Folder(folder.resolve("store")));
    }

    @Test
    void aWrongInputNameIsAnsweredWithTheNearest() throws ConfigurationException {
        var configuration = parsed(DESIGN);

        assertThatThrownBy(() -> configuration.input("scroe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no input is named 'scroe' in backsight.yaml; did you mean 'score'?");
        assertThatThrownBy(() -> configuration.input("rivers"))
                .hasMessage("no input is named 'rivers' in backsight.yaml; there are census, score");
    }

    @Test
    void theViewerIsReadWithItsDefaults() throws ConfigurationException {
        var usual = Configuration.parse(DESIGN, FILE).viewer();
        var own = Configuration.parse(DESIGN + """
                        viewer:
                          colours: ["#000000", "#ffffff"]
                          range: [0, 2]
                          labels: { SN_C: Disadvantaged }
                          search: [CF, SF]
                          regions: { Hawaii: [-161, 18, -154, 23] }
                          switch-zoom: 8
                          fade: 0.5
                          base-map: { url: "https://t.example.org/{z}/{x}/{y}.png", attribution: Example }
                        """, FILE).viewer();

        assertThat(usual.colours()).isEqualTo(ViewerSettings.DEFAULT_COLOURS);
        assertThat(usual.switchZoom()).isEqualTo(7);
        assertThat(usual.fade()).isEqualTo(1);
        assertThat(own)
                .isEqualTo(new ViewerSettings(
                        List.of("#000000", "#ffffff"),
                        Optional.of(new Span(0, 2)),
                        Map.of("SN_C", "Disadvantaged"),
                        Codebook.NONE,
                        List.of("CF", "SF"),
                        Map.of("Hawaii", new InputRules.Bounds(-161, 18, -154, 23)),
                        8,
                        0.5,
                        Optional.of(new ViewerSettings.BaseMap("https://t.example.org/{z}/{x}/{y}.png", "Example"))));
    }
}
