package io.github.backsight.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The bytes of a [VersionRecord].
///
/// ```text
/// {"key":"data/usa.csv","number":3,"id":"3-9f2c41d07a","time":"2026-01-02T03:04:05.678Z",   all on one line
///  "size":5,"sha256":"...","inline":true,"contentType":"text/csv",
///  "cacheControl":"...","contentEncoding":"...","contentDisposition":"...",                  each may be left out
///  "metadata":{"name":"value"},"tags":{"name":"value"}}                                      names in order
/// <SHA-256 of the line above, without its end, as 64 hexadecimal digits>
/// hello                                                                                     the content, if inline
/// ```
///
/// Lines end with one line feed; a delete marker has only the first four fields. So a record proves itself whole, and
/// its content with it.
final class VersionRecordFormat {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DIGEST_LINE_BYTES = 65;

    /// The fields of a record's first line as they stand there.
    private record Fields(Map<String, String> scalars, Map<String, Map<String, String>> maps) {
        String required(String name) {
            return optional(name).orElseThrow(() -> new IllegalArgumentException("no '" + name + "'"));
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(scalars.get(name));
        }

        Map<String, String> map(String name) {
            return maps.getOrDefault(name, Map.of());
        }
    }

    private VersionRecordFormat() {}

    static byte[] encode(VersionRecord record) {
        var line = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("key", record.key().value());
            json.writeNumberProperty("number", record.number());
            json.writeStringProperty("id", record.id().value());
            json.writeStringProperty("time", record.time().toString());
            record.content().ifPresent(content -> write(content, json));
            json.writeEndObject();
        }
        var digest = Sha256.of(line.toByteArray()).hex();
        line.write('\n');
        line.writeBytes((digest + "\n").getBytes(StandardCharsets.US_ASCII));
        record.content().flatMap(StoredContent::inline).ifPresent(line::writeBytes);
        return line.toByteArray();
    }

    private static void write(StoredContent content, JsonGenerator json) {
        var attributes = content.attributes();
        json.writeNumberProperty("size", content.size());
        json.writeStringProperty("sha256", content.sha256().hex());
        json.writeBooleanProperty("inline", content.inline().isPresent());
        json.writeStringProperty("contentType", attributes.contentType());
        attributes.cacheControl().ifPresent(value -> json.writeStringProperty("cacheControl", value));
        attributes.contentEncoding().ifPresent(value -> json.writeStringProperty("contentEncoding", value));
        attributes.contentDisposition().ifPresent(value -> json.writeStringProperty("contentDisposition", value));
        write("metadata", attributes.metadata(), json);
        write("tags", attributes.tags(), json);
    }

    private static void write(String name, Map<String, String> map, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        new TreeMap<>(map).forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /// @throws IllegalArgumentException if these are not the bytes of a record, saying in which way
    static VersionRecord decode(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        int body = end + 1 + DIGEST_LINE_BYTES;
        if (body > bytes.length) {
            throw new IllegalArgumentException("is cut short");
        }
        var line = Arrays.copyOf(bytes, end);
        var digest = new String(bytes, end + 1, DIGEST_LINE_BYTES, StandardCharsets.US_ASCII);
        if (!digest.equals(Sha256.of(line).hex() + "\n")) {
            throw new IllegalArgumentException("does not match its own checksum");
        }
        try {
            return record(parse(line), Arrays.copyOfRange(bytes, body, bytes.length));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a version record (" + e.getMessage() + ")", e);
        }
    }

    private static VersionRecord record(Fields fields, byte[] body) {
        var content = fields.optional("size").map(size -> content(fields, Long.parseLong(size), body));
        if (body.length > 0 && content.flatMap(StoredContent::inline).isEmpty()) {
            throw new IllegalArgumentException(body.length + " bytes too many");
        }
        return new VersionRecord(
                new Key(fields.required("key")),
                Integer.parseInt(fields.required("number")),
                new VersionId(fields.required("id")),
                Instant.parse(fields.required("time")),
                content);
    }

    private static StoredContent content(Fields fields, long size, byte[] body) {
        var sha256 = new Sha256(fields.required("sha256"));
        var inline = fields.required("inline").equals("true") ? Optional.of(body) : Optional.<byte[]>empty();
        if (inline.isPresent() && (body.length != size || !Sha256.of(body).equals(sha256))) {
            throw new IllegalArgumentException("its content does not match its checksum");
        }
        var attributes = new Attributes(
                fields.required("contentType"),
                fields.optional("cacheControl"),
                fields.optional("contentEncoding"),
                fields.optional("contentDisposition"),
                fields.map("metadata"),
                fields.map("tags"));
        return new StoredContent(size, sha256, attributes, inline);
    }

    private static Fields parse(byte[] line) {
        var fields = new Fields(new TreeMap<>(), new TreeMap<>());
        try (var json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    fields.maps().put(name, map(json));
                } else {
                    fields.scalars().put(name, json.getString());
                }
            }
        }
        return fields;
    }

    private static Map<String, String> map(JsonParser json) {
        var map = new TreeMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            map.put(name, json.getString());
        }
        return map;
    }
}
