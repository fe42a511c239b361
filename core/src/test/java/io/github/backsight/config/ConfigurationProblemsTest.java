package io.github.backsight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each case spoils a good file in one place and expects exactly one message.
class ConfigurationProblemsTest {
    private static final String GOOD = """
            store: file:./store
            inputs:
              census: { key: census.json, id: GEOID10 }
              score: { key: usa.csv, id: GTF }
            map:
              score: SN_C
              high: { zoom: 5-11 }
              low: { buckets: 10, group: 2 }
              outputs: [geojson]
            publish: { prefix: maps }
            limits: {}
            checks: {}
            threads: 2
            """;

    @ParameterizedTest(name = "{1} -> {2}")
    @MethodSource
    void law9_everyMistakeIsNamedWithItsPlaceAndWhatWouldBeRight(String right, String wrong, String message) {
        assertThat(GOOD).contains(right);

        assertThat(problems(GOOD.replace(right, wrong))).containsExactly("backsight.yaml" + message);
    }

    static Stream<Arguments> law9_everyMistakeIsNamedWithItsPlaceAndWhatWouldBeRight() {
        return Stream.of(unknown(), store(), inputs(), values(), rest())
                .flatMap(List::stream)
                .map(mistake -> Arguments.of((Object[]) mistake));
    }

    private static List<String[]> unknown() {
        return List.of(
                mistake("buckets:", "buckts:", ":8:10: unknown key 'buckts' in map.low; did you mean 'buckets'?"),
                mistake("threads:", "thread:", ":13:1: unknown key 'thread'; did you mean 'threads'?"),
                mistake(
                        "limits: {}",
                        "limits: { colour: 1 }",
                        ":11:11: unknown key 'colour' in limits; known are: most-bytes, most-ratio"),
                mistake(
                        "limits: {}",
                        "limits: { most_byte: 1 }",
                        ":11:11: unknown key 'most_byte' in limits; did you mean 'most-bytes'?"),
                mistake("checks: {}", "store: file:other", ":12:1: key 'store' stands twice, first in line 1"),
                mistake("group: 2", "buckets: 4", ":8:23: key 'buckets' in map.low stands twice, first in line 8"),
                mistake("checks: {}", "checks: { ? [a] : 1 }", ":12:13: a key in checks is to be a name"));
    }

    private static List<String[]> store() {
        return List.of(
                mistake(
                        "file:./store",
                        "./store",
                        ":1:8: store: a store is file:FOLDER or s3://BUCKET, and './store' is neither"),
                mistake(
                        "file:./store",
                        "file://host/store",
                        ":1:8: store: 'file://host/store' names no folder of this machine; write file:./store or file:/var/maps"),
                mistake(
                        "file:./store",
                        "s3://Bucket",
                        ":1:8: store: a bucket is s3:// and 3 to 63 lower-case letters, digits, '.' and '-', and"
                                + " 's3://Bucket' is not"),
                mistake(
                        "store: file:./store\n",
                        "",
                        ":1:1: 'store' is missing: where the versions are kept, as in file:./store"),
                mistake("threads: 2", "region: here", ":13:1: region: it is for a store in a bucket (s3://...) only"),
                mistake(
                        "file:./store",
                        "s3://bucket\nendpoint: localhost:9000",
                        ":2:11: endpoint: an endpoint is http:// or https:// and a host, and 'localhost:9000' is not"),
                mistake(
                        "file:./store",
                        "s3://bucket\npath-style: yes",
                        ":2:13: path-style: true or false is expected, and 'yes' is neither"),
                mistake(
                        "file:./store",
                        "s3://bucket\nanonymous: true\nprofile: me",
                        ":3:1: profile: who asks as 'me' is not anonymous"),
                mistake(
                        "file:./store",
                        "s3://bucket\nstate: s3://bucket",
                        ":2:8: state: it is to be another bucket than the store"));
    }

    private static List<String[]> inputs() {
        return List.of(
                mistake(
                        "key: usa.csv, ",
                        "",
                        ":4:10: 'key' is missing in inputs.score: the object's name in the store; or say 'url'"),
                mistake(
                        "key: usa.csv",
                        "key: usa.csv, url: 'https://host/usa.csv'",
                        ":4:26: inputs.score.url: an input has a key in the store or a url, not both"),
                mistake(
                        "key: usa.csv",
                        "url: 'http://host/usa.csv'",
                        ":4:17: inputs.score.url: a url is https://, a host and a path, without a password, and"
                                + " 'http://host/usa.csv' is not"),
                mistake(", id: GTF", "", ":4:10: 'id' is missing in inputs.score: the property or column with the id"),
                mistake("usa.csv", "\"\"", ":4:17: inputs.score.key: it is empty", "GTF", "GTF, format: csv"),
                mistake(
                        "usa.csv",
                        "é".repeat(600) + ".csv",
                        ":4:17: inputs.score.key: a key has at most 1024 bytes of UTF-8, and this one has 1204",
                        "GTF",
                        "GTF, format: csv"),
                mistake(
                        "usa.csv",
                        "usa.json",
                        ":3:3: inputs: none is a table; a map needs one, in a file named .csv, .tsv or .parquet, or with 'format: csv'"),
                mistake(
                        "census.json",
                        "census.csv",
                        ":3:3: inputs: none has polygons; a map needs one, in a file not named .csv, .tsv or .parquet, or with 'format: geoparquet'"),
                mistake(
                        "id: GTF }",
                        "id: GTF }\n  again: { key: usa.csv, id: GTF }",
                        ":5:3: inputs.again: it is the same object as 'score'"),
                mistake(
                        "id: GTF",
                        "id: GTF, format: cvs",
                        ":4:43: inputs.score.format: 'cvs' is not known; did you mean 'csv'?"),
                mistake(
                        "id: GTF",
                        "id: GTF, drop-when-zero: A",
                        ":4:35: inputs.score.drop-when-zero: it is for polygons, and this is a table"),
                mistake(
                        "id: GEOID10",
                        "id: GEOID10, separator: \";\"",
                        ":3:44: inputs.census.separator: it is for tables, and these are polygons"),
                mistake(
                        "id: GTF",
                        "id: GTF, separator: tab",
                        ":4:46: inputs.score.separator: one character is expected, not a quote or a line end; a tab is"
                                + " \"\\t\", in such quotes"),
                mistake(
                        "  score: { key",
                        "  a/b: { key",
                        ":4:3: inputs.a/b: a name is 1 to 64 letters, digits, '.', '_' and '-', the first a letter or"
                                + " digit"),
                mistake(
                        "usa.csv",
                        "maps/releases/usa.csv",
                        ":4:3: inputs.score: its key lies in maps/releases/, where releases go; choose another key or"
                                + " prefix"));
    }

    private static List<String[]> values() {
        return List.of(
                mistake(
                        "  score: SN_C\n",
                        "",
                        ":6:3: 'score' is missing in map: the column of the first table that ranks"),
                mistake("SN_C", "5", ":6:10: map.score: text is expected, and '5' is none; put it in quotes: \"5\""),
                mistake("SN_C", "", ":6:9: map.score: it has no value"),
                mistake("SN_C", "[a]", ":6:10: map.score: one value is expected, not a list"),
                mistake("5-11", "11-5", ":7:17: map.high.zoom: the lower zoom comes first: 5-11, not 11-5"),
                mistake("5-11", "5-17", ":7:17: map.high.zoom: zooms go from 0 to 16, and 17 is beyond"),
                mistake(
                        "5-11",
                        "deep",
                        ":7:17: map.high.zoom: two zooms are expected, as in 5-11, and 'deep' is not that"),
                mistake("high: { zoom: 5-11 }", "high: 5-11", ":7:9: map.high is to hold lines like 'name: value'"),
                mistake(
                        "buckets: 10",
                        "buckets: 0",
                        ":8:19: map.low.buckets: it is to be from 1 to 1000, and 0 is not"),
                mistake(
                        "buckets: 10",
                        "buckets: ten",
                        ":8:19: map.low.buckets: a whole number is expected, and 'ten' is none"),
                mistake(
                        "buckets: 10",
                        "buckets: 99999999999999999999",
                        ":8:19: map.low.buckets: it is to be from 1 to 1000, and 99999999999999999999 is not"),
                mistake("group: 2", "group: -1", ":8:30: map.low.group: it is to be from 1 to 256, and -1 is not"),
                mistake(
                        "group: 2 }",
                        "group: 6 }\n  aggregate-id-to: 5",
                        ":8:30: map.low.group: a group of 6 characters is longer than the ids, which map.aggregate-id-to"
                                + " cuts to 5"),
                mistake(
                        "group: 2 }",
                        "group: 2 }\n  aggregate-id-to: 0",
                        ":9:20: map.aggregate-id-to: it is to be from 1 to 256, and 0 is not"),
                mistake("[geojson]", "[geojsn]", ":9:12: map.outputs: 'geojsn' is not known; did you mean 'geojson'?"),
                mistake("[geojson]", "[]", ":9:12: map.outputs: the list is empty"),
                mistake("[geojson]", "geojson", ":9:12: map.outputs: a list is expected, as in [one, two]"),
                mistake("[geojson]", "[tree, tree]", ":9:12: map.outputs: 'tree' stands twice"),
                mistake(
                        "[geojson]",
                        "[geojson, viewer]",
                        ":9:12: map.outputs: the viewer needs 'pmtiles' or 'tree' beside it"));
    }

    private static List<String[]> rest() {
        return List.of(
                mistake(
                        "prefix: maps",
                        "mode: release",
                        ":10:18: publish.mode: 'release' is not known; did you mean 'releases'?"),
                mistake(
                        "prefix: maps",
                        "prefix: /maps",
                        ":10:20: publish.prefix: a prefix is at most 512 characters, parted by single '/', none at the"
                                + " ends, and '/maps' is not"),
                mistake(
                        "prefix: maps",
                        "prefix: maps/../inputs",
                        ":10:20: publish.prefix: a prefix is at most 512 characters, parted by single '/', none at the"
                                + " ends, and 'maps/../inputs' is not"),
                mistake(
                        "prefix: maps",
                        "cloudfront: https://d.example",
                        ":10:24: publish.cloudfront: a distribution's id is capital letters and digits, and"
                                + " 'https://d.example' is not"),
                mistake(
                        "prefix: maps",
                        "url: maps.example.org/",
                        ":10:17: publish.url: a url is http:// or https://, a host, and no '/' at its end, and"
                                + " 'maps.example.org/' is not"),
                mistake(
                        "limits: {}",
                        "limits: { most-ratio: 1 }",
                        ":11:23: limits.most-ratio: it is to be more than 1, and 1.0 is not"),
                mistake(
                        "limits: {}",
                        "limits: { most-ratio: .inf }",
                        ":11:23: limits.most-ratio: a finite number is expected, and .inf is none"),
                mistake(
                        "limits: {}",
                        "limits: { most-bytes: 5 GB }",
                        ":11:23: limits.most-bytes: a number of bytes is expected, as in 64 GiB, and '5 GB' is none"),
                mistake(
                        "checks: {}",
                        "checks: { most-rows-without-polygon: 5 }",
                        ":12:38: checks.most-rows-without-polygon: a share is from 0 to 1, as in 0.05 for 5 %, and 5.0 is"
                                + " not"),
                mistake(
                        "checks: {}",
                        "checks: { drift: { rows-lost: 1x } }",
                        ":12:31: checks.drift.rows-lost: a multiple of the history's own spread is more than 1x, as in"
                                + " 3x, and 1x is not"),
                mistake(
                        "checks: {}",
                        "checks: { drift: { scale: 3 x } }",
                        ":12:27: checks.drift.scale: a number is expected, and '3 x' is none"),
                mistake(
                        "threads: 2",
                        "cuttings: sharred",
                        ":13:11: cuttings: 'sharred' is not known; did you mean 'shared'?"),
                mistake("threads: 2", "threads: 0", ":13:10: threads: it is to be from 1 to 1024, and 0 is not"),
                mistake(
                        "threads: 2",
                        "stem: a/b",
                        ":13:7: stem: a stem is letters, digits, '.', '_' and '-', and 'a/b' is not"),
                mistake(
                        "limits: {}",
                        "viewer: { colours: [red, blue] }",
                        ":11:20: viewer.colours: a colour is '#' and six hexadecimal digits, in quotes, and 'red' is not"),
                mistake(
                        "limits: {}",
                        "viewer: { colours: ['#000000'] }",
                        ":11:20: viewer.colours: a ramp has at least two"),
                mistake(
                        "limits: {}",
                        "viewer: { switch-zoom: 4 }",
                        ":11:24: viewer.switch-zoom: the high tiles begin at zoom 5"),
                mistake(
                        "limits: {}",
                        "viewer: { fade: 3 }",
                        ":11:17: viewer.fade: 0 to 2.0 zooms below switch-zoom have high tiles"),
                mistake(
                        "limits: {}",
                        "viewer: { base-map: { url: 'https://x/{z}/{x}', attribution: x } }",
                        ":11:28: viewer.base-map.url: an address of tiles is http:// or https://, with {z}, {x} and {y}, and"
                                + " 'https://x/{z}/{x}' is not"),
                mistake("limits: {}", "limits: [1]", ":11:9: limits is to hold lines like 'name: value'"));
    }

    @Test
    void allProblemsAreSaidAtOnceInTheOrderOfTheFile() {
        var text = GOOD.replace("threads: 2", "threads: none")
                .replace("buckets: 10", "buckts: 10")
                .replace("file:./store", "http://x");

        assertThat(problems(text))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("backsight.yaml:1:8:", "backsight.yaml:8:10:", "backsight.yaml:13:10:");
    }

    /// Pairs beyond the message are further replacements that keep the mistake the only one.
    private static String[] mistake(String right, String wrong, String message) {
        return new String[] {right, wrong, message};
    }

    private static String[] mistake(String right, String wrong, String message, String also, String alsoBy) {
        int from = GOOD.indexOf(right);
        int to = GOOD.indexOf(also) + also.length();
        var between = GOOD.substring(from, to);
        return new String[] {between, between.replace(right, wrong).replace(also, alsoBy), message};
    }

    static List<String> problems(String text) {
        var thrown = catchThrowableOfType(
                ConfigurationException.class, () -> Configuration.parse(text, Path.of("backsight.yaml")));
        return thrown == null
                ? List.of()
                : thrown.problems().stream()
                        .map(ConfigurationException.Problem::text)
                        .toList();
    }
}
