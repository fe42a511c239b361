package io.github.backsight.shape;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Reads the features of one object of a TopoJSON 1.0 file, whose arcs have been read before.
///
/// `references` holds the arcs of the geometry under way as they stand in the file, brackets included, because their
/// meaning is known only with the type, which may come later.
final class TopologyFile {
    private static final int OPEN = Integer.MIN_VALUE;
    private static final int CLOSE = Integer.MIN_VALUE + 1;
    private static final int NO_NUMBER = Integer.MIN_VALUE + 2;

    private final TopologyArcs arcs;
    private final Batch batch;
    private int[] references = new int[64];
    private int count;
    private int cursor;

    private TopologyFile(TopologyArcs arcs, Batch batch) {
        this.arcs = arcs;
        this.batch = batch;
    }

    static Batch read(InputStream stream, TopologyArcs arcs, PolygonOptions options, Findings findings)
            throws IOException {
        var batch = new Batch(options, findings.object());
        try (var parser = Json.parser(stream)) {
            new TopologyFile(arcs, batch).object(parser, chosen(arcs.objects(), options));
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            batch.breakOff(Fault.of(e), "objects");
        } catch (Fault fault) {
            batch.breakOff(fault, "objects");
        }
        findings.addAll(batch.findings());
        if (batch.broken()) {
            throw new BadInputException(findings.list());
        }
        return batch;
    }

    private static String chosen(List<String> names, PolygonOptions options) throws Fault {
        if (options.object().isPresent()) {
            var name = options.object().get();
            if (!names.contains(name)) {
                throw new Fault(
                        "shape.no-object",
                        "the topology has no object '" + name + "'" + Nearest.hint(name, names),
                        "Configure the right object");
            }
            return name;
        }
        if (names.size() != 1) {
            throw new Fault(
                    "shape.which-object",
                    "the topology has " + names.size() + " objects (" + String.join(", ", names)
                            + ") and none is configured",
                    "Configure which one to read, as `object:` of the input");
        }
        return names.getFirst();
    }

    private void object(JsonParser parser, String chosen) throws Fault {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean objects = parser.currentName().equals("objects");
            parser.nextToken();
            if (!objects) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean wanted = parser.currentName().equals(chosen);
                parser.nextToken();
                if (wanted) {
                    requireGeometry(parser);
                    geometry(parser, true);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /// Reads one geometry, or at the top the members of a collection, each of them a feature.
    private void geometry(JsonParser parser, boolean top) throws Fault {
        batch.begin();
        count = 0;
        cursor = 0;
        long number = batch.features();
        var place =
                "feature " + number + ", byte " + parser.currentTokenLocation().getByteOffset();
        var type = "";
        boolean collection = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> {
                    type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
                    parser.skipChildren();
                }
                case "id" -> batch.head().ownId(parser);
                case "properties" -> batch.head().properties(parser);
                case "arcs" -> references(parser);
                case "geometries" -> {
                    collection |= top;
                    features(parser, top);
                }
                default -> parser.skipChildren();
            }
        }
        if (!collection) {
            end(type, number, place);
        }
    }

    private void features(JsonParser parser, boolean top) throws Fault {
        if (!top || parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireGeometry(parser);
            geometry(parser, false);
        }
    }

    private static void requireGeometry(JsonParser parser) throws Fault {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Fault.layout("a geometry of the topology is no object");
        }
    }

    private void end(String type, long number, String place) {
        try {
            polygons(type, place);
            batch.end(number, place);
        } catch (Fault fault) {
            var id = batch.head().id(number);
            batch.spoil(fault, id.isEmpty() ? place : place + ", id " + id);
        }
    }

    private void references(JsonParser parser) {
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case START_ARRAY -> {
                    depth++;
                    add(OPEN);
                }
                case END_ARRAY -> {
                    depth--;
                    add(CLOSE);
                }
                case VALUE_NUMBER_INT -> add(reference(parser.getNumberValue()));
                default -> {
                    add(NO_NUMBER);
                    parser.skipChildren();
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static int reference(Number number) {
        return number instanceof Integer small && small > NO_NUMBER ? small : NO_NUMBER;
    }

    private void add(int reference) {
        if (count == references.length) {
            references = Arrays.copyOf(references, count * 2);
        }
        references[count++] = reference;
    }

    private void polygons(String type, String place) throws Fault {
        if (type.isEmpty() && count == 0) {
            return; // a null geometry
        }
        if (!GeometryReader.isPolygonal(type)) {
            throw GeometryReader.otherType(type);
        }
        if (type.equals("Polygon")) {
            polygon(place);
            return;
        }
        for (expectOpen(); !atClose(); ) {
            polygon(place);
        }
    }

    /// Quantization can squeeze a small ring to a point or a line; such a ring is left out, a shell with its holes.
    private void polygon(String place) throws Fault {
        boolean shell = true;
        boolean hasShell = false;
        for (expectOpen(); !atClose(); shell = false) {
            expectOpen();
            for (boolean first = true; !atClose(); first = false) {
                arcs.addTo(batch.geometry(), reference(), first);
            }
            boolean kept = (shell || hasShell) && !batch.polygons().isCollapsed();
            if (kept) {
                batch.geometry().endRing();
                hasShell = true;
            } else {
                batch.polygons().dropRing();
                seeCollapsedRing(place);
            }
        }
        batch.polygons().endPolygon();
    }

    private void seeCollapsedRing(String place) {
        batch.findings()
                .see(
                        "shape.collapsed-ring",
                        Severity.INFO,
                        place,
                        "",
                        "rings that quantization squeezed to a point or a line are left out",
                        "Nothing to do, unless they matter: then quantize less");
    }

    private int reference() throws Fault {
        int reference = references[cursor++];
        if (reference == OPEN || reference == NO_NUMBER) {
            throw Fault.layout("the geometry's arcs are not nested as its type demands");
        }
        return reference;
    }

    private void expectOpen() throws Fault {
        if (cursor >= count || references[cursor++] != OPEN) {
            throw Fault.layout("the geometry's arcs are not nested as its type demands");
        }
    }

    /// Passes over the closing bracket, if it comes next.
    private boolean atClose() {
        if (references[cursor] != CLOSE) {
            return false;
        }
        cursor++;
        return true;
    }
}
