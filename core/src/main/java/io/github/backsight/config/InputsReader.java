package io.github.backsight.config;

import io.github.backsight.store.Key;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `inputs`.
final class InputsReader {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Key STAND_IN = new Key("?");

    private final Section inputs;

    InputsReader(Section inputs) {
        this.inputs = inputs;
    }

    List<InputSettings> read() {
        var list = new ArrayList<InputSettings>();
        for (var name : inputs.names()) {
            if (!NAME.matcher(name).matches()) {
                inputs.refuseKey(
                        name, "a name is 1 to 64 letters, digits, '.', '_' and '-', the first a letter or digit");
            }
            list.add(input(name, inputs.section(name).allowing(Keys.INPUT)));
        }
        refuseTheSameTwice(list);
        refuseMissingKinds(list);
        return list;
    }

    private void refuseMissingKinds(List<InputSettings> list) {
        if (list.stream().anyMatch(input -> input.key().equals(STAND_IN))) {
            return; // What has no name might be either kind.
        }
        if (list.stream().noneMatch(PolygonSettings.class::isInstance)) {
            inputs.refuse("none has polygons; a map needs one, in a file not named .csv, .tsv or .parquet, or with"
                    + " 'format: geoparquet'");
        }
        if (list.stream().noneMatch(TableSettings.class::isInstance)) {
            inputs.refuse(
                    "none is a table; a map needs one, in a file named .csv, .tsv or .parquet, or with 'format: csv'");
        }
    }

    private void refuseTheSameTwice(List<InputSettings> list) {
        var seen = new HashMap<List<Object>, String>();
        for (var input : list) {
            var first = seen.putIfAbsent(List.of(input.key(), input.member()), input.name());
            if (first != null && !input.key().equals(STAND_IN)) {
                inputs.refuseKey(input.name(), "it is the same object as '" + first + "'");
            }
        }
    }

    private InputSettings input(String name, Section section) {
        var key = key(section);
        var member = section.find("member", Values::text);
        var id = section.need("id", Values::text, "?", "the property or column with the id");
        var format = section.find("format", Values.oneOf(formats()));
        var table = format.isPresent()
                ? format.filter(TableSettings.Format.class::isInstance).map(TableSettings.Format.class::cast)
                : tableByName(member.orElse(key.value()));
        if (table.isPresent()) {
            refuseKeys(section, Keys.POLYGONS, "it is for polygons, and this is a table");
            return new TableSettings(
                    name,
                    key,
                    member,
                    id,
                    section.find("separator", InputsReader::separator)
                            .orElse(table.get() == TableSettings.Format.TSV ? '\t' : ','),
                    // A name in .csv promises text to people only; that of a Parquet file says more.
                    format.isPresent() || table.get() == TableSettings.Format.PARQUET ? table : Optional.empty());
        }
        refuseKeys(section, Keys.TABLE, "it is for tables, and these are polygons");
        return new PolygonSettings(
                name,
                key,
                member,
                id,
                section.find("drop-when-zero", Values::text),
                section.find("object", Values::text),
                format.map(PolygonSettings.Format.class::cast));
    }

    private static void refuseKeys(Section section, List<String> keys, String message) {
        keys.stream().filter(section::has).forEach(key -> section.refuseKey(key, message));
    }

    private static Named[] formats() {
        return Stream.concat(
                        Arrays.stream(TableSettings.Format.values()), Arrays.stream(PolygonSettings.Format.values()))
                .toArray(Named[]::new);
    }

    private static Optional<TableSettings.Format> tableByName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - ".gz".length()) : lower;
        return Arrays.stream(TableSettings.Format.values())
                .filter(format -> plain.endsWith("." + format.text()))
                .findFirst();
    }

    private static Key key(Section section) {
        if (!section.has("url")) {
            return section.need("key", InputsReader::key, STAND_IN, "the object's name in the store; or say 'url'");
        }
        if (section.has("key")) {
            section.refuseKey("url", "an input has a key in the store or a url, not both");
        }
        return section.find("url", InputsReader::url).orElse(STAND_IN);
    }

    /// Only this machine may be asked without encryption.
    private static Key url(Node node) throws Refusal {
        var key = key(node);
        try {
            var url = new URI(key.value());
            boolean safe = "https".equals(url.getScheme())
                    || ("http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost())));
            if (safe && url.getHost() != null && url.getUserInfo() == null) {
                return key;
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other text that is no address.
        }
        throw new Refusal("a url is https://, a host and a path, without a password, and '" + key + "' is not");
    }

    private static Key key(Node node) throws Refusal {
        var text = Values.text(node);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Key.MOST_BYTES) {
            throw new Refusal("a key has at most " + Key.MOST_BYTES + " bytes of UTF-8, and this one has " + bytes);
        }
        return new Key(text);
    }

    private static char separator(Node node) throws Refusal {
        // Blank is right here: a tab is the separator that people mean most often.
        var text = node instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar ? scalar.getValue() : "";
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new Refusal("one character is expected, not a quote or a line end; a tab is \"\\t\", in such quotes");
        }
        return text.charAt(0);
    }
}
