package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.Gzip;
import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.console.Access;
import io.github.backsight.console.ConsoleServer;
import io.github.backsight.console.Metrics;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `serve` serves beside the console, asked as map clients, scrapers and strangers ask it.
///
/// Longer than other files since all of it is asked of one server of one map, which takes longer to
/// start than any question: a question takes a few lines, and there are 41.
class TileServerTest {
    private static final String FRIEND = "https://maps.example.org";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Served served;
    private static String first = "";
    private static String second = "";

    /// A server as the command starts it.
    private record Served(Workplace workplace, ServedParts parts, ConsoleServer server) implements AutoCloseable {
        static Served start(TwoSquares map, Path pages, String... options) throws IOException {
            var serving = new ServingOptions();
            new CommandLine(serving).parseArgs(options);
            var metrics = new Metrics(System::nanoTime);
            var session =
                    new Session(map.run().environment(), new GlobalOptions()).watchedBy(new CountingWatch(metrics));
            var workplace = Workplace.open(session);
            var parts = ServedParts.open(session, workplace, serving, metrics);
            var server = Consoles.start(
                    session,
                    workplace,
                    pages,
                    Access.toLook(0),
                    new CommandChanges(new OwnCommands(session)),
                    parts.list());
            return new Served(workplace, parts, server);
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(server.address() + path));
        }

        HttpResponse<byte[]> sent(String path, String... headers) throws IOException, InterruptedException {
            var request = request(path);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        }

        @Override
        public void close() throws IOException {
            server.close();
            parts.close();
            workplace.close();
        }
    }

    @BeforeAll
    static void publishTwoReleasesAndServe() throws IOException {
        var map = new TwoSquares(folder, TwoSquares.WITH_TILES);
        map.putSquares();
        first = map.publish("1");
        second = map.publish("1.5");
        served = Served.start(map, folder.resolve("pages"), "--cors", FRIEND, "--cors", "http://localhost:3000");
    }

    @AfterAll
    static void stop() throws IOException {
        served.close();
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        var reply = served.sent(path);
        assertThat(reply.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body());
    }

    private static String header(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    private static byte[] archived(String release, TileId id) throws IOException, InterruptedException {
        var file = folder.resolve(release + ".pmtiles");
        if (!Files.exists(file)) {
            Files.write(
                    file,
                    served.sent("map/releases/" + release + "/tiles/high.pmtiles")
                            .body());
        }
        try (var reader = PmtilesReader.open(file)) {
            return reader.tile(id).orElseThrow();
        }
    }

    @Test
    void aTileJsonLeadsToTheTilesOfOneRelease() throws IOException, InterruptedException {
        var live = json("tiles/live/high.json");
        assertThat(live.at("/tilejson").asString()).isEqualTo("3.0.0");
        assertThat(live.at("/minzoom").asInt()).isEqualTo(4);
        assertThat(live.at("/tiles/0").asString())
                .isEqualTo(served.server().address() + "tiles/" + second + "/high/{z}/{x}/{y}.mvt");
        var old = served.sent("tiles/" + first + "/low.json");
        assertThat(new String(old.body(), StandardCharsets.UTF_8)).contains("tiles/" + first + "/low/{z}/{x}/{y}.mvt");
        assertThat(header(old, "cache-control")).isEqualTo("max-age=31536000, immutable");
        assertThat(header(served.sent("tiles/live/high.json"), "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aTileIsThatOfItsRelease() throws IOException, InterruptedException {
        var id = new TileId(6, 32, 31);
        for (var release : List.of(first, second)) {
            var reply = served.sent("tiles/" + release + "/high/" + id + ".mvt");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(header(reply, "content-type")).isEqualTo("application/vnd.mapbox-vector-tile");
            assertThat(header(reply, "content-encoding")).isEmpty();
            assertThat(header(reply, "cache-control")).isEqualTo("max-age=31536000, immutable");
            assertThat(reply.body()).isEqualTo(archived(release, id));
        }
        assertThat(archived(first, id)).isNotEqualTo(archived(second, id));
        var live = served.sent("tiles/live/high/" + id + ".mvt");
        assertThat(live.body()).isEqualTo(archived(second, id));
        assertThat(header(live, "cache-control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "*", "GZIP"})
    void gzippedBytesArePassedOnWhereTheyAreTaken(String accepted) throws IOException, InterruptedException {
        var id = new TileId(6, 32, 31);
        var reply = served.sent("tiles/live/high/" + id + ".mvt", "Accept-Encoding", accepted);

        assertThat(header(reply, "content-encoding")).isEqualTo("gzip");
        assertThat(reply.headers().allValues("vary")).contains("Accept-Encoding");
        assertThat(Gzip.plain(reply.body(), "it")).isEqualTo(archived(second, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip;q=0", "gzip;q=0.0, *", "identity", "*;q=0"})
    void othersGetThemUnpacked(String accepted) throws IOException, InterruptedException {
        var reply = served.sent("tiles/live/high/6/32/31.mvt", "Accept-Encoding", accepted);

        assertThat(header(reply, "content-encoding")).isEmpty();
        assertThat(MvtDecoder.decode(reply.body()).layers()).isNotEmpty();
    }

    @Test
    void whoHasATileIsNotSentItAgain() throws IOException, InterruptedException {
        var path = "tiles/live/high/6/32/31.mvt";
        var plain = header(served.sent(path), "etag");
        var gzipped = header(served.sent(path, "Accept-Encoding", "gzip"), "etag");

        assertThat(plain).matches("\"[0-9a-f]{32}\"").isNotEqualTo(gzipped);
        for (var known : List.of(plain, "W/" + plain, "\"other\", " + plain, "*")) {
            var reply = served.sent(path, "If-None-Match", known);
            assertThat(reply.statusCode()).isEqualTo(304);
            assertThat(reply.body()).isEmpty();
            assertThat(header(reply, "etag")).isEqualTo(plain);
        }
        assertThat(served.sent(path, "If-None-Match", gzipped).statusCode()).isEqualTo(200);
        assertThat(served.sent("tiles/" + first + "/high/6/32/31.mvt", "If-None-Match", plain)
                        .statusCode())
                .isEqualTo(200);
        var document = served.sent("tiles/live/low.json");
        assertThat(served.sent("tiles/live/low.json", "If-None-Match", header(document, "etag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aHeadTellsWhatAGetWouldSend() throws IOException, InterruptedException {
        for (var path : List.of("tiles/live/high/6/32/31.mvt", "tiles/live/high.json")) {
            var whole = served.sent(path);
            var head = CLIENT.send(
                    served.request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "content-length")).isEqualTo(String.valueOf(whole.body().length));
            assertThat(header(head, "etag")).isEqualTo(header(whole, "etag"));
        }
    }

    @Test
    void whereNothingIsDrawnThereIsNothingToSend() throws IOException, InterruptedException {
        var reply = served.sent("tiles/" + second + "/high/6/0/0.mvt");

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(header(reply, "cache-control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live/high/3/0/0.mvt",
                "live/high/7/0/0.mvt",
                "live/high/6/64/0.mvt",
                "live/high/6/0/64.mvt",
                "live/high/6/-1/0.mvt",
                "live/high/06/0/0.mvt",
                "live/high/6/0/0.5.mvt",
                "live/high/6/999999999999/0.mvt",
                "live/high/x/0/0.mvt",
                "live/middle/6/0/0.mvt",
                "live/middle.json",
                "0000000000000000/high/6/0/0.mvt",
                "0000000000000000/high.json",
                "0000/high.json",
                "LIVE/high.json",
                "live/high/6/0/0.pbf",
                "live",
                ".."
            })
    void whatIsNotThereIsAProblem(String path) throws IOException, InterruptedException {
        var reply = served.sent("tiles/" + path);

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(header(reply, "content-type")).isEqualTo("application/problem+json");
        assertThat(JsonMapper.shared().readTree(reply.body()).get("status").asInt())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pmtiles", "mbtiles", "tree"})
    void whateverAReleaseHasItsTilesLieIn(String container, @TempDir Path alone)
            throws IOException, InterruptedException {
        var map = new TwoSquares(
                alone,
                TwoSquares.WITH_TILES.replace("layer: squares", "layer: squares\n  outputs: [" + container + "]"));
        map.putSquares();
        map.publish("1.5");
        var id = new TileId(6, 32, 31);
        try (var one = Served.start(map, alone.resolve("pages"))) {
            assertThat(one.sent("tiles/live/high/" + id + ".mvt").body()).isEqualTo(archived(second, id));
            assertThat(Gzip.isGzip(one.sent("tiles/live/high/" + id + ".mvt", "Accept-Encoding", "gzip")
                            .body()))
                    .isEqualTo(!container.equals("tree"));
            assertThat(one.sent("tiles/live/low.json").statusCode()).isEqualTo(200);
            assertThat(one.sent("tiles/live/high/6/0/0.mvt").statusCode()).isEqualTo(204);
        }
        try (var left = Files.walk(alone.resolve(".backsight"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".mbtiles")))
                    .isEmpty();
        }
    }

    @Test
    void aMapWithoutAReleaseHasNoTiles(@TempDir Path alone) throws IOException, InterruptedException {
        var map = new TwoSquares(alone, TwoSquares.WITH_TILES);
        map.putSquares();
        try (var one = Served.start(map, alone.resolve("pages"))) {
            var reply = one.sent("tiles/live/high.json");
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("no release is live");
            assertThat(one.sent("metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void pagesOfNamedOriginsMayReadTilesAndTheMapAndNothingElse() throws IOException, InterruptedException {
        for (var path : List.of("tiles/live/high.json", "tiles/live/high/6/32/31.mvt", "map/live.json", "tiles/none")) {
            var reply = served.sent(path, "Origin", FRIEND);
            assertThat(header(reply, "access-control-allow-origin")).isEqualTo(FRIEND);
            assertThat(header(reply, "access-control-expose-headers")).contains("ETag");
            assertThat(reply.headers().allValues("vary")).contains("Origin");
            assertThat(header(served.sent(path, "Origin", "https://evil.example.org"), "access-control-allow-origin"))
                    .isEmpty();
            assertThat(served.sent(path).headers().allValues("vary")).contains("Origin");
        }
        for (var path : List.of("api/status", "metrics", "health", "", "api/openapi.json", "mapping", "tiles.json")) {
            assertThat(header(served.sent(path, "Origin", FRIEND), "access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void aBrowserIsToldBeforehandWhatAPageMayAsk() throws IOException, InterruptedException {
        var path = "map/releases/" + second + "/tiles/high.pmtiles";
        var allowed = preflight(path, FRIEND);
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(header(allowed, "access-control-allow-origin")).isEqualTo(FRIEND);
        assertThat(header(allowed, "access-control-allow-methods")).isEqualTo("GET, HEAD");
        assertThat(header(allowed, "access-control-allow-headers")).contains("Range");
        for (var refused : List.of(preflight(path, "https://evil.example.org"), preflight("api/status", FRIEND))) {
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(header(refused, "access-control-allow-origin")).isEmpty();
        }
    }

    private static HttpResponse<byte[]> preflight(String path, String origin) throws IOException, InterruptedException {
        return CLIENT.send(
                served.request(path)
                        .method("OPTIONS", BodyPublishers.noBody())
                        .headers(
                                "Origin",
                                origin,
                                "Access-Control-Request-Method",
                                "GET",
                                "Access-Control-Request-Headers",
                                "range")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @Test
    void whatIsNoOriginIsAMistakeOfUse() {
        var run = new CommandRun(folder);

        assertThat(run.run("serve", "--cors", "maps.example.org")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("'maps.example.org' is no origin: write it as browsers do");
        assertThat(run.run("serve", "--tile-rate", "-1")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void whatIsDoneIsCounted() throws IOException, InterruptedException {
        assertThat(served.sent("api/status").statusCode()).isEqualTo(200);
        assertThat(served.sent("api/versions?input=nobody").statusCode()).isEqualTo(409);
        assertThat(served.sent("tiles/live/high/6/32/31.mvt").statusCode()).isEqualTo(200);

        var text = new String(served.sent("metrics").body(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "backsight_operations_total{operation=\"status\",outcome=\"done\"}",
                        "backsight_operations_total{operation=\"versions\",outcome=\"usage\"}",
                        "backsight_operation_duration_seconds_count{operation=\"status\"}",
                        "backsight_http_requests_total{route=\"tiles\",status=\"200\"}",
                        "backsight_http_requests_total{route=\"api\",status=\"409\"}",
                        "backsight_store_calls_total{call=\"read_newest\",outcome=\"done\"}",
                        "backsight_store_calls_total{call=\"read\",outcome=\"done\"}",
                        "backsight_live_release_info{release=\"" + second + "\"} 1\n",
                        "backsight_publishing_frozen 0.0\n",
                        "backsight_store_readable 1.0\n",
                        "backsight_live_release_age_seconds ",
                        "backsight_last_change_timestamp_seconds ")
                .doesNotContain("backsight_last_drill_timestamp_seconds ");
        assertThat(text.lines().filter(line -> line.contains(second) || line.contains(first)))
                .as("ids of releases would be a new series each")
                .hasSize(1);
    }

    @Test
    void theDescriptionIsOfWhatIsServed() throws IOException, InterruptedException {
        var document = json("api/openapi.json");
        var paths = document.get("paths").properties();

        assertThat(document.get("openapi").asString()).startsWith("3.1.");
        assertThat(paths.stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "/health",
                        "/map/{name}",
                        "/metrics",
                        "/tiles/{release}/{layer}.json",
                        "/tiles/{release}/{layer}/{z}/{x}/{y}.mvt",
                        "/api/status",
                        "/api/releases",
                        "/api/versions",
                        "/api/verdict",
                        "/api/history",
                        "/api/plan",
                        "/api/plans",
                        "/api/plans/{digest}/ask",
                        "/api/plans/{digest}/apply",
                        "/api/plans/{digest}/withdraw",
                        "/api/recover",
                        "/api/unfreeze",
                        "/api/uploads",
                        "/api/uploads/{upload}/put",
                        "/api/uploads/{upload}/drop",
                        "/api/tasks/{task}/events",
                        "/api/session",
                        "/api/openapi.json");
        for (var path : paths) {
            var post = path.getValue().get("post");
            if (post != null) {
                assertThat(post.get("responses").has("405"))
                        .as("a console without tokens only reads")
                        .isTrue();
            }
            var operation = path.getValue().get("get");
            if (operation == null) {
                continue;
            }
            for (var address : addresses(path.getKey(), operation)) {
                assertDescribed(address, operation, served.sent(address));
            }
        }
    }

    /// {@return the address by its examples, without its query, and with a value in each parameter
    /// that is none}
    private static List<String> addresses(String path, JsonNode operation) {
        var right = path.substring(1);
        var query = "";
        for (var parameter : operation.get("parameters")) {
            var name = parameter.get("name").asString();
            var example = parameter.get("example").asString();
            if (parameter.get("in").asString().equals("path")) {
                right = right.replace("{" + name + "}", example);
            } else {
                query = "?" + name + "=" + example;
            }
        }
        var addresses = new ArrayList<>(List.of(right, right + query));
        for (var parameter : operation.get("parameters")) {
            var name = parameter.get("name").asString();
            addresses.add(
                    parameter.get("in").asString().equals("path")
                            ? path.substring(1)
                                    .replace("{" + name + "}", "none")
                                    .replaceAll("\\{\\w+}", "5")
                            : right + "?" + name + "=%2B");
        }
        if (operation.get("responses").has("400")) {
            addresses.add(right + "?unknown=1");
        }
        return addresses;
    }

    private static void assertDescribed(String address, JsonNode operation, HttpResponse<byte[]> reply) {
        var responses = operation.get("responses");
        var described = responses.path(String.valueOf(reply.statusCode()));
        assertThat(described.isMissingNode())
                .as("%s answers %d, which is not described", address, reply.statusCode())
                .isFalse();
        var types = Set.copyOf(described.path("content").propertyNames());
        var type = header(reply, "content-type").replaceFirst(";.*", "");
        assertThat(types.isEmpty() ? type.isEmpty() : types.equals(Set.of("*/*")) || types.contains(type))
                .as("%s answers %d as %s", address, reply.statusCode(), type)
                .isTrue();
    }
}
