package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// The arcs of a TopoJSON 1.0 file in degrees, and the names of its objects.
///
/// Layout: arc `a` is positions `start[a]` to `start[a + 1]` (exclusive) of `longitude` and `latitude`. Quantized files
/// store whole steps from position to position; their degrees are rounded to the grid of [Degrees], which is finer
/// than any step, so that what comes out can be written with seven decimals.
final class TopologyArcs {
    private final List<String> objects = new ArrayList<>();
    private double[] longitude = new double[1 << 10];
    private double[] latitude = new double[1 << 10];
    private int positions;
    private int[] start = new int[1 << 8];
    private int arcs;
    private double[] scale = {};
    private double[] translate = {};

    private TopologyArcs() {}

    /// Reads all of a file but the geometries of its objects.
    static TopologyArcs read(InputStream stream) throws IOException, Fault {
        var read = new TopologyArcs();
        try (var parser = Json.parser(stream)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "transform" -> read.transform(parser);
                    case "arcs" -> read.arcs(parser);
                    case "objects" -> read.names(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw Fault.of(e);
        }
        read.unpack();
        return read;
    }

    List<String> objects() {
        return objects;
    }

    /// Adds the positions of one arc to the ring under way.
    ///
    /// @param reference the arc's number, or `~number` to walk it backwards
    /// @param first whether the arc is the ring's first; a later one begins with the position that is there already
    void addTo(GeometryReader target, int reference, boolean first) throws Fault {
        int arc = reference < 0 ? ~reference : reference;
        if (arc >= arcs) {
            throw new Fault(
                    "shape.no-arc",
                    "a ring refers to arc " + arc + " and the file has " + arcs,
                    "The file is not whole or was put together by hand: make it again");
        }
        int skipped = first ? 0 : 1;
        int count = start[arc + 1] - start[arc];
        for (int step = skipped; step < count; step++) {
            int position = reference < 0 ? start[arc + 1] - 1 - step : start[arc] + step;
            target.vertex(longitude[position], latitude[position]);
        }
    }

    private void transform(JsonParser parser) throws Fault {
        requireObject(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "scale" -> scale = pair(parser);
                case "translate" -> translate = pair(parser);
                default -> parser.skipChildren();
            }
        }
        if (scale.length == 0 || translate.length == 0) {
            throw Fault.layout("the transform lacks its scale or its translate");
        }
    }

    private static double[] pair(JsonParser parser) throws Fault {
        requireArray(parser);
        double[] pair = {number(parser), number(parser)};
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw Fault.layout("the transform is not made of pairs of numbers");
        }
        return pair;
    }

    private void arcs(JsonParser parser) throws Fault {
        requireArray(parser);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireArray(parser);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                requireArray(parser);
                position(parser);
            }
            if (arcs + 2 > start.length) {
                start = Arrays.copyOf(start, start.length * 2);
            }
            start[++arcs] = positions;
        }
    }

    private void position(JsonParser parser) throws Fault {
        if (positions == longitude.length) {
            longitude = Arrays.copyOf(longitude, positions * 2);
            latitude = Arrays.copyOf(latitude, positions * 2);
        }
        longitude[positions] = number(parser);
        latitude[positions++] = number(parser);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
        }
    }

    private static double number(JsonParser parser) throws Fault {
        if (!parser.nextToken().isNumeric()) {
            throw Fault.layout(
                    "a number is expected, not " + parser.currentToken().asString());
        }
        return parser.getDoubleValue();
    }

    private void names(JsonParser parser) throws Fault {
        requireObject(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            objects.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private void unpack() {
        if (scale.length == 0) {
            return;
        }
        for (int arc = 0; arc < arcs; arc++) {
            double east = 0;
            double north = 0;
            for (int position = start[arc]; position < start[arc + 1]; position++) {
                east += longitude[position];
                north += latitude[position];
                longitude[position] = degrees(east, 0);
                latitude[position] = degrees(north, 1);
            }
        }
    }

    private double degrees(double steps, int axis) {
        return Degrees.fromGrid(Degrees.toGrid(steps * scale[axis] + translate[axis]));
    }

    private static void requireArray(JsonParser parser) throws Fault {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Fault.layout("the arcs are not nested as TopoJSON demands");
        }
    }

    private static void requireObject(JsonParser parser) throws Fault {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Fault.layout("the topology's objects or transform are no object");
        }
    }
}
