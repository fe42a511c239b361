package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.backsight.config.Configuration;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.doctor.Diagnosis.State;
import io.github.backsight.release.Published;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CORSRule;

class PublicExaminationTest {
    private static final byte[] POINTER = "{\"release\":\"a2920e994bfc9ade\"}".getBytes(StandardCharsets.UTF_8);
    private static final ReleaseId RELEASE = new ReleaseId("a2920e994bfc9ade");
    private static final String ARCHIVE = "releases/a2920e994bfc9ade/tiles/low.pmtiles";
    private static final byte[] TILES = Arrays.copyOf("PMTiles".getBytes(StandardCharsets.US_ASCII), 20_000);
    private static final Published PUBLISHED =
            new Published(Sha256.of(POINTER), RELEASE, Optional.of(new Published.Archive(ARCHIVE, TILES.length)));

    private FaithfulServer server;
    private Connection connection;

    @BeforeEach
    void publish() {
        server = FaithfulServer.start();
        connection = server.versioned();
        put("maps/live.json", POINTER);
        put("maps/" + ARCHIVE, TILES);
        server.owned(connection)
                .allowEverybody(permission -> permission.action().equals("s3:GetObject"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void put(String key, byte[] bytes) {
        connection.writer().putObject(put -> put.bucket(connection.name()).key(key), RequestBody.fromBytes(bytes));
    }

    private void let(CORSRule rule) {
        connection
                .writer()
                .putBucketCors(put -> put.bucket(connection.name()).corsConfiguration(all -> all.corsRules(rule)));
    }

    private static CORSRule.Builder everySite() {
        return CORSRule.builder().allowedOrigins("*").allowedMethods("GET", "HEAD");
    }

    private Configuration configuration(String publish) {
        return parse(
                """
                store: s3://%s
                endpoint: %s
                path-style: true
                """.formatted(connection.name(), connection.bucket().endpoint().orElseThrow()), publish);
    }

    private static Configuration parse(String store, String publish) {
        try {
            return Configuration.parse(
                    store + """
                    inputs:
                      polygons: { key: tracts.geojson, id: GEOID10 }
                      score: { key: usa.csv, id: GTF }
                    map: { score: SN_C }
                    publish: %s
                    """.formatted(publish), Path.of("backsight.yaml").toAbsolutePath());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Diagnosis> examine() {
        return PublicExamination.examine(
                configuration("{ prefix: maps, access: public-read }"), Optional.of(PUBLISHED));
    }

    private static Diagnosis of(String subject, List<Diagnosis> all) {
        return all.stream()
                .filter(diagnosis -> diagnosis.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " in " + all));
    }

    private String address(String name) {
        return connection.bucket().endpoint().orElseThrow() + "/" + connection.name() + "/maps/" + name;
    }

    @Test
    void aMapThatEverybodyCanReadFromEverywhereIsGood() {
        let(everySite().allowedHeaders("range").exposeHeaders("ETag").build());

        assertThat(examine())
                .containsExactly(
                        Diagnosis.good(
                                "public address", "everybody gets release a2920e994bfc9ade at " + address("live.json")),
                        Diagnosis.good("ranges", "a part of " + address(ARCHIVE) + " can be read by itself"),
                        Diagnosis.good("cors", "pages of all sites may read " + address(ARCHIVE) + ", also in parts"));
    }

    @Test
    void aMapThatIsNotMeantToBePublicIsNotAskedFor() {
        server.server().asked();

        var all = PublicExamination.examine(configuration("{ prefix: maps }"), Optional.of(PUBLISHED));

        assertThat(all).singleElement().satisfies(only -> {
            assertThat(only.state()).isEqualTo(State.GOOD);
            assertThat(only.found()).startsWith("not asked: the map is not meant to be public");
        });
        assertThat(server.server().asked()).isEmpty();
    }

    @Test
    void whereNothingIsLiveNothingIsAsked() {
        var all = PublicExamination.examine(configuration("{ prefix: maps, access: public-read }"), Optional.empty());

        assertThat(all).containsExactly(Diagnosis.unknown("public address", "not asked: nothing is live", ""));
    }

    @Test
    void aMapThatNobodyMayReadIsBadAndNothingElseIsAsked() {
        server.owned(connection).blockPublicAccess();

        var all = examine();

        assertThat(all).hasSize(1);
        assertThat(all.getFirst().state()).isEqualTo(State.BAD);
        assertThat(all.getFirst().found()).isEqualTo(address("live.json") + " answers 403");
        assertThat(all.getFirst().action()).startsWith("Let everybody read what lies below the prefix");
    }

    @Test
    void anAddressThatLeadsElsewhereIsBad() {
        var elsewhere = connection.bucket().endpoint().orElseThrow() + "/" + connection.name() + "/other";
        server.owned(connection).allowEverybody(permission -> true);

        var all = PublicExamination.examine(
                configuration("{ prefix: maps, url: '" + elsewhere + "' }"), Optional.of(PUBLISHED));

        assertThat(all)
                .containsExactly(Diagnosis.bad(
                        "public address",
                        elsewhere + "/live.json answers 404",
                        "Check that publish.url leads to the prefix of this store: " + elsewhere));
    }

    @Test
    void anotherPointerThanTheStoresIsAWarning() {
        put("maps/live.json", "{}".getBytes(StandardCharsets.UTF_8));

        var pointer = of("public address", examine());

        assertThat(pointer.state()).isEqualTo(State.WARNING);
        assertThat(pointer.found())
                .isEqualTo(address("live.json") + " answers other bytes than live.json has in the store");
    }

    @Test
    void aReleaseWithoutPmtilesNeedsNoRanges() {
        var all = PublicExamination.examine(
                configuration("{ prefix: maps, access: public-read }"),
                Optional.of(new Published(Sha256.of(POINTER), RELEASE, Optional.empty())));

        assertThat(of("ranges", all).found())
                .isEqualTo("not needed: release a2920e994bfc9ade was made without PMTiles");
        assertThat(of("cors", all).found()).startsWith(address("live.json"));
    }

    @Test
    void withoutRulesPagesOfOtherSitesAreShutOutAndTheCommandIsNamed() {
        var cors = of("cors", examine());

        assertThat(cors.state()).isEqualTo(State.WARNING);
        assertThat(cors.found())
                .isEqualTo(address(ARCHIVE)
                        + " sends no Access-Control-Allow-Origin for https://backsight.invalid: browsers let no pages of"
                        + " other sites read it");
        assertThat(cors.action())
                .isEqualTo(
                        "Where only your own site shows the map, nothing is to be done. Else set, in the place of all"
                                + " rules that are there: aws --endpoint-url "
                                + connection.bucket().endpoint().orElseThrow() + " s3api put-bucket-cors --bucket "
                                + connection.name()
                                + " --cors-configuration '{\"CORSRules\":[{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":"
                                + "[\"GET\",\"HEAD\"],\"AllowedHeaders\":[\"range\",\"if-match\"],\"ExposeHeaders\":[\"ETag\"],"
                                + "\"MaxAgeSeconds\":3600}]}'");
    }

    @Test
    void aRuleForOneSiteShutsTheOthersOut() {
        let(CORSRule.builder()
                .allowedOrigins("https://maps.example.org")
                .allowedMethods("GET")
                .build());

        assertThat(of("cors", examine()).found()).contains("sends no Access-Control-Allow-Origin");
    }

    @Test
    void aRuleWithoutTheHeaderRangeRefusesPreflights() {
        let(everySite().build());

        assertThat(of("cors", examine()).found())
                .isEqualTo(address(ARCHIVE) + " answers 403 and does not allow the header Range when a browser asks"
                        + " beforehand: pages of other sites cannot read PMTiles");
    }

    @Test
    void aRuleThatHidesTheETagIsAWarning() {
        let(everySite().allowedHeaders("*").build());

        var cors = of("cors", examine());

        assertThat(cors.state()).isEqualTo(State.WARNING);
        assertThat(cors.found()).startsWith(address(ARCHIVE) + " does not expose ETag");
    }

    /// What any other server answers for the archive.
    private static Diagnosis rangesWhere(HttpHandler archive) throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/live.json", exchange -> answer(exchange, 200, POINTER));
        other.createContext("/releases", archive);
        other.start();
        try {
            var url = "http://127.0.0.1:" + other.getAddress().getPort();
            return of(
                    "ranges",
                    PublicExamination.examine(
                            parse("store: file:./store\n", "{ url: '" + url + "' }"), Optional.of(PUBLISHED)));
        } finally {
            other.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void answerPart(HttpExchange exchange, String range, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", range);
        answer(exchange, 206, bytes);
    }

    @Test
    void aServerThatIgnoresRangesIsAWarning() throws IOException {
        var ranges = rangesWhere(exchange -> answer(exchange, 200, TILES));

        assertThat(ranges.state()).isEqualTo(State.WARNING);
        assertThat(ranges.found()).endsWith("low.pmtiles ignores the range and answers all of its 20000 bytes");
    }

    @Test
    void anotherPartThanWasAskedForIsAWarning() throws IOException {
        assertThat(rangesWhere(exchange -> answerPart(exchange, "bytes 1-16384/20000", TILES))
                        .found())
                .endsWith("answers the range 'bytes 1-16384/20000' instead of 'bytes 0-16383/20000'");
    }

    @Test
    void bytesThatAreNoPmtilesAreAWarning() throws IOException {
        assertThat(rangesWhere(exchange -> answerPart(exchange, "bytes 0-16383/20000", new byte[16384]))
                        .found())
                .endsWith("answers bytes that are no PMTiles");
    }

    @Test
    void anArchiveThatIsNotThereIsAWarning() throws IOException {
        assertThat(rangesWhere(exchange -> answer(exchange, 404, new byte[1])).found())
                .endsWith("answers 404 instead of 206");
    }

    @Test
    void anAddressWhereNobodyAnswersIsBad() throws IOException {
        String url;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort();
        }

        var pointer = of(
                "public address",
                PublicExamination.examine(
                        parse("store: file:./store\n", "{ url: '" + url + "' }"), Optional.of(PUBLISHED)));

        assertThat(pointer.state()).isEqualTo(State.BAD);
        assertThat(pointer.found()).startsWith(url + "/live.json does not answer: ");
    }
}
