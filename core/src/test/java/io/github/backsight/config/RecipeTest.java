package io.github.backsight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
    private static final String TEXT = """
            store: file:./store
            inputs:
              census: { key: census.zip, member: us.json, id: GEOID10, drop-when-zero: ALAND10, object: a, format: topojson }
              score: { key: usa.csv, id: GTF, separator: ";" }
            map:
              score: SN_C
              layer: blocks
              id: GEOID10
              aggregate-id-to: 11
              name: N
              description: D
              attribution: A
              high: { zoom: 5-11 }
              low: { zoom: 0-7, buckets: 10, group: 2, keep-groups-up-to: 150 }
              outputs: [geojson, tree]
            stem: usa
            publish: { prefix: maps, mode: releases, access: private, cloudfront: E1, url: "http://a.b" }
            limits: { most-bytes: 1 GiB, most-ratio: 100 }
            checks: { most-rows-without-polygon: 0.1 }
            threads: 4
            cuttings: shared
            """;

    private static final String WITH_CODEBOOK = ConfigurationTest.SHORTEST + "viewer: { codebook: columns.csv }\n";

    @Test
    void law7_theTextIsCanonical() throws ConfigurationException {
        assertThat(recipe(TEXT)).isEqualTo("""
                {"checks":{"most-rows-without-polygon":0.1},"map":{"aggregate-id-to":11,"attribution":"A",\
                "description":"D","high":{"zoom":"5-11"},"id":"GEOID10",\
                "layer":"blocks","low":{"buckets":10,"group":2,"keep-groups-up-to":150,"zoom":"0-7"},"name":"N",\
                "outputs":["geojson","tree"],"score":"SN_C"},\
                "polygons":[{"drop-when-zero":"ALAND10","format":"topojson","id":"GEOID10","member":"us.json",\
                "name":"census","object":"a"}],"stem":"usa",\
                "tables":[{"id":"GTF","name":"score","separator":";"}],"url":"http://a.b"}""");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "member: us.json | member: eu.json",
                "id: GEOID10, drop | id: GEOID20, drop",
                "drop-when-zero: ALAND10 | drop-when-zero: AREA",
                "object: a | object: b",
                "format: topojson | format: geojson",
                "id: GTF | id: GID",
                "separator: \";\" | separator: \":\"",
                "census: { | land: {",
                "score: SN_C | score: SL_PFS",
                "layer: blocks | layer: tracts",
                "id: GEOID10 | id: tract",
                "aggregate-id-to: 11 | aggregate-id-to: 5",
                "name: N | name: M",
                "description: D | description: E",
                "attribution: A | attribution: B",
                "zoom: 5-11 | zoom: 5-10",
                "zoom: 0-7 | zoom: 0-6",
                "buckets: 10 | buckets: 9",
                "group: 2 | group: 5",
                "keep-groups-up-to: 150 | keep-groups-up-to: 0",
                "[geojson, tree] | [geojson]",
                "stem: usa | stem: us",
                "polygon: 0.1 | polygon: 0.2",
                "http://a.b | http://a.b/c"
            })
    void everySettingThatDecidesWhatIsMadeChangesIt(String right, String other) throws ConfigurationException {
        assertThat(recipe(changed(right, other))).isNotEqualTo(recipe(TEXT));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "file:./store | file:/elsewhere",
                "file:./store | s3://bucket",
                "key: census.zip | key: land.zip",
                "key: usa.csv | key: scores/usa.csv",
                "prefix: maps | prefix: atlas",
                "mode: releases | mode: in-place",
                "cuttings: shared | cuttings: here",
                "access: private | access: public-read",
                "cloudfront: E1 | cloudfront: E2",
                "1 GiB | 2 GiB",
                "most-ratio: 100 | most-ratio: 99",
                "threads: 4 | threads: 1",
                "[geojson, tree] | [tree, geojson]"
            })
    void noOtherSettingChangesIt(String right, String other) throws ConfigurationException {
        assertThat(recipe(changed(right, other))).isEqualTo(recipe(TEXT));
    }

    @Test
    void sayingADefaultIsAsGoodAsLeavingItOut() throws ConfigurationException {
        var shortest = ConfigurationTest.SHORTEST;

        assertThat(recipe(shortest.replace("{ score: rate }", "{ score: rate, layer: blocks, id: fips }\nstem: usa")))
                .isEqualTo(recipe(shortest));
        assertThat(recipe(shortest.replace("rates.tsv.gz, id: id", "rates, id: id, format: tsv")))
                .isEqualTo(recipe(shortest));
    }

    @Test
    void whatACodebookSaysIsPartOfItHoweverItIsWritten(@TempDir Path folder) throws IOException {
        var none = withCodebook(folder, "column,label\n");
        var first = withCodebook(folder, "column,label,description\nCF,County,\nSF,State,One of fifty\n");

        assertThat(first).isNotEqualTo(none).contains("\"codebook\":\"");
        assertThat(none).doesNotContain("codebook");
        assertThat(withCodebook(folder, "label,column,description\r\n\"State\",SF,One of fifty\r\nCounty,CF,\r\n"))
                .isEqualTo(first);
        assertThat(withCodebook(folder, "column,label,description\nCF,County,\nSF,State,One of sixty\n"))
                .isNotEqualTo(first);
        assertThat(withCodebook(folder, "column,label\nCF,County\nSF,Land\n")).isNotEqualTo(first);
    }

    @Test
    void withoutItsCodebookNothingIsBuiltAndAllElseWorks(@TempDir Path folder) throws IOException {
        var configuration = Configuration.parse(WITH_CODEBOOK, folder.resolve("backsight.yaml"));

        assertThatThrownBy(() -> Recipe.of(configuration))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("columns.csv: there is no such file");
        assertThat(Recipe.asFarAsKnown(configuration).json()).contains("\"codebook\":\"cannot be read\"");
    }

    private static String withCodebook(Path folder, String codebook) throws IOException {
        Files.writeString(folder.resolve("columns.csv"), codebook);
        return Recipe.of(Configuration.parse(WITH_CODEBOOK, folder.resolve("backsight.yaml")))
                .json();
    }

    private static String changed(String right, String other) {
        assertThat(TEXT).contains(right);
        return TEXT.replace(right, other);
    }

    private static String recipe(String text) throws ConfigurationException {
        return Recipe.of(ConfigurationTest.parsed(text)).json();
    }
}
