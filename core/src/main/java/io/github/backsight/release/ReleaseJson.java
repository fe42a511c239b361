package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How the records of this package, and those that commands print with `--json`, are written and read as JSON.
///
/// Ids, keys and digests are strings, times RFC 3339 in UTC, enum constants in lower case, an empty `Optional` is
/// `null`; record components in their order, lines ended by `\n`: equal records give equal bytes on any machine.
public final class ReleaseJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("backsight")
                    .addSerializer(new ToStringSerializer(Key.class))
                    .addSerializer(new ToStringSerializer(VersionId.class))
                    .addSerializer(new ToStringSerializer(Sha256.class))
                    .addSerializer(new ToStringSerializer(ReleaseId.class))
                    .addSerializer(new ToStringSerializer(OperationId.class))
                    .addSerializer(new RecipeWriter())
                    .addDeserializer(Key.class, new FromText<>(Key.class, Key::new))
                    .addDeserializer(VersionId.class, new FromText<>(VersionId.class, VersionId::new))
                    .addDeserializer(Sha256.class, new FromText<>(Sha256.class, Sha256::new))
                    .addDeserializer(ReleaseId.class, new FromText<>(ReleaseId.class, ReleaseId::new))
                    .addDeserializer(OperationId.class, new FromText<>(OperationId.class, OperationId::new))
                    .addDeserializer(Recipe.class, new RecipeReader()))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private ReleaseJson() {}

    /// {@return `value` as indented JSON, ended by a newline}
    public static String text(Object value) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
        return MAPPER.writer().with(printer).writeValueAsString(value) + "\n";
    }

    static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a document whose field `format` says which version of this code can read it.
    ///
    /// @param newest the newest format that this version reads
    /// @param object what people call the object that the bytes came from
    /// @throws IOException if a newer Backsight wrote it, or it is not such a document
    public static <T> T read(byte[] bytes, Class<T> type, int newest, String object) throws IOException {
        try {
            var tree = MAPPER.readTree(bytes);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            int format = tree.path("format").asInt(0);
            if (format > newest) {
                throw new NewerFormatException(object, format, newest);
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new DamagedException(object, e);
        }
    }

    /// A document that only a newer Backsight can read.
    static final class NewerFormatException extends IOException {
        private static final long serialVersionUID = 1L;

        NewerFormatException(String object, int format, int newest) {
            super("'" + object + "' has format " + format + ", and this version of Backsight reads up to " + newest
                    + "; use the version that wrote it, or a newer one");
        }
    }

    /// Bytes that are not what their name says.
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String object, Exception cause) {
            super(
                    "'" + object + "' is not what Backsight writes there (" + firstLine(cause)
                            + "); look at its versions: an earlier one may be whole",
                    cause);
        }

        private static String firstLine(Exception cause) {
            return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// @throws IllegalArgumentException if `json` is not JSON
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// {@return `tree` without white space, object keys sorted, in UTF-8}
    static byte[] canonical(JsonNode tree) {
        return MAPPER.writeValueAsString(sorted(tree)).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode sorted(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                var byName = new TreeMap<String, JsonNode>();
                object.properties().forEach(field -> byName.put(field.getKey(), sorted(field.getValue())));
                var sorted = object();
                byName.forEach(sorted::set);
                yield sorted;
            }
            case tools.jackson.databind.node.ArrayNode array -> {
                var sorted = MAPPER.createArrayNode();
                array.forEach(element -> sorted.add(sorted(element)));
                yield sorted;
            }
            default -> tree;
        };
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private final Function<String, T> make;

        FromText(Class<T> type, Function<String, T> make) {
            super(type);
            this.make = make;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) {
            return make.apply(value);
        }
    }

    /// A recipe is written as the JSON that it is, so that people and tools can read it.
    private static final class RecipeWriter extends StdSerializer<Recipe> {
        RecipeWriter() {
            super(Recipe.class);
        }

        @Override
        public void serialize(Recipe recipe, JsonGenerator out, SerializationContext context) {
            out.writeTree(recipe.tree());
        }
    }

    private static final class RecipeReader extends StdDeserializer<Recipe> {
        RecipeReader() {
            super(Recipe.class);
        }

        @Override
        public Recipe deserialize(tools.jackson.core.JsonParser in, DeserializationContext context) {
            return new Recipe(context.readTree(in).toString());
        }
    }
}
