package io.github.backsight.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/// The file's text to a [Configuration], or to all that is wrong with it.
final class ConfigurationReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_THREADS = 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern STEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern PREFIX = Pattern.compile("(?!/)(?!.*//)(?!(?:.*/)?\\.{1,2}(?:/|$)).{1,512}(?<!/)");
    private static final Pattern DISTRIBUTION = Pattern.compile("[A-Z0-9]{2,64}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+(/[^\\s/?#]+)*");

    private final Path file;
    private final Problems problems;

    private ConfigurationReader(Path file) {
        this.file = file;
        this.problems = new Problems(file);
    }

    static Configuration read(Path file) throws IOException {
        var reader = new ConfigurationReader(file);
        if (!Files.isRegularFile(file)) {
            reader.problems.add(0, 0, "there is no such file; write one with: backsight init");
        } else if (Files.size(file) > MOST_BYTES) {
            reader.problems.add(0, 0, "it has more than " + MOST_BYTES + " bytes, which no configuration has");
        }
        reader.throwIfAny();
        return reader.configuration(reader.decoded(Files.readAllBytes(file)));
    }

    static Configuration parse(String text, Path file) throws ConfigurationException {
        return new ConfigurationReader(file).configuration(text);
    }

    private void throwIfAny() throws ConfigurationException {
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
    }

    private String decoded(byte[] bytes) throws ConfigurationException {
        var from = ByteBuffer.wrap(bytes);
        var to = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(from, to, true).isError()) {
            var before = to.flip().toString();
            int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
            problems.add(line, before.length() - before.lastIndexOf('\n'), "not UTF-8; save the file as UTF-8");
            throw problems.exception();
        }
        return to.flip().toString();
    }

    private Configuration configuration(String text) throws ConfigurationException {
        var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        var root = YamlText.compose(plain, problems);
        if (root.isEmpty()) {
            throw problems.exception();
        }
        return configuration(new Section(root.get(), "", problems).allowing(Keys.FILE));
    }

    private Configuration configuration(Section root) throws ConfigurationException {
        var parent = file.toAbsolutePath().normalize().getParent();
        var folder = parent == null ? Path.of("").toAbsolutePath() : parent;
        var store = new StoreReader(root, folder).read();
        var inputSection = root.section("inputs");
        var inputs = new InputsReader(inputSection).read();
        var id = inputs.stream()
                .filter(PolygonSettings.class::isInstance)
                .findFirst()
                .map(InputSettings::id);
        var map = new MapReader(root.section("map")).read(id.orElse("?"));
        var viewer = new ViewerReader(root.section("viewer"), folder).read(map);
        var publish = publish(root.section("publish").allowing(Keys.PUBLISH));
        refuseKeysOfReleases(inputSection, inputs, publish);
        var stem = root.find("stem", Values.textLike(STEM, "a stem is letters, digits, '.', '_' and '-'"))
                .orElse("usa");
        var limits = limits(root.section("limits").allowing(Keys.LIMITS));
        var checks = new ChecksReader(root.section("checks").allowing(Keys.CHECKS), inputs).read();
        var approval = root.section("console")
                .allowing(Keys.CONSOLE)
                .find("approval", Values.oneOf(ConsoleSettings.Approval.values()))
                .orElse(ConsoleSettings.Approval.OWN);
        var threads = root.find("threads", Values.whole(1, MOST_THREADS))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
        var cuttings =
                root.find("cuttings", Values.oneOf(CuttingPlace.values())).orElse(CuttingPlace.HERE);
        throwIfAny();
        return new Configuration(
                file,
                store,
                inputs,
                map,
                viewer,
                stem,
                publish,
                limits,
                checks,
                new ConsoleSettings(approval),
                threads,
                cuttings);
    }

    private static PublishSettings publish(Section publish) {
        return new PublishSettings(
                publish.find(
                                "prefix",
                                Values.textLike(
                                        PREFIX,
                                        "a prefix is at most 512 characters, parted by single '/', none at the ends"))
                        .orElse("map"),
                publish.find("mode", Values.oneOf(PublishSettings.Mode.values()))
                        .orElse(PublishSettings.Mode.RELEASES),
                publish.find("access", Values.oneOf(PublishSettings.Access.values())),
                publish.find(
                        "cloudfront",
                        Values.textLike(DISTRIBUTION, "a distribution's id is capital letters and digits")),
                publish.find(
                        "url", Values.textLike(URL, "a url is http:// or https://, a host, and no '/' at its end")));
    }

    /// What Backsight publishes and what it reads must never be the same object.
    private static void refuseKeysOfReleases(Section section, List<InputSettings> inputs, PublishSettings publish) {
        var fixed = publish.mode() == PublishSettings.Mode.IN_PLACE
                ? Stream.of("geojson/", "shapefile/", "viewer/")
                : Stream.<String>empty();
        var own = Stream.concat(Stream.of("live.json", "index.html", "tiles/", "releases/", ".backsight/"), fixed)
                .map(name -> publish.prefix() + "/" + name)
                .toList();
        for (var input : inputs) {
            own.stream()
                    .filter(place -> place.endsWith("/")
                            ? input.key().value().startsWith(place)
                            : input.key().value().equals(place))
                    .forEach(place -> section.refuseKey(
                            input.name(),
                            "its key lies in " + place + ", where releases go; choose another key or prefix"));
        }
    }

    private static Limits limits(Section limits) {
        return new Limits(
                limits.find("most-bytes", Values::bytes).orElse(Limits.DEFAULT.mostBytes()),
                limits.find("most-ratio", ConfigurationReader::ratio).orElse(Limits.DEFAULT.mostRatio()));
    }

    private static double ratio(Node node) throws Refusal {
        double ratio = Values.number(node);
        if (ratio <= 1) {
            throw new Refusal("it is to be more than 1, and " + ratio + " is not");
        }
        return ratio;
    }
}
