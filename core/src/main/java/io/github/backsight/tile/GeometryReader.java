package io.github.backsight.tile;

import io.github.backsight.tile.DecodedTile.Polygon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the geometry commands of one polygon feature (MVT 2.1, section 4.3).
final class GeometryReader {
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private final ProtobufReader commands;
    private int cursorX;
    private int cursorY;

    private GeometryReader(ProtobufReader commands) {
        this.commands = commands;
    }

    static List<Polygon> polygons(ProtobufReader commands, MvtDecoder.Rings rings) throws IOException {
        var reader = new GeometryReader(commands);
        var polygons = new ArrayList<Polygon>();
        while (commands.hasMore()) {
            var ring = reader.ring();
            long area = ring.doubledArea();
            if (area > 0) {
                polygons.add(new Polygon(ring, List.of()));
            } else if (area < 0 && !polygons.isEmpty()) {
                var before = polygons.removeLast();
                var holes = new ArrayList<>(before.holes());
                holes.add(ring);
                polygons.add(new Polygon(before.shell(), holes));
            } else if (rings == MvtDecoder.Rings.AS_THEY_COME) {
                polygons.add(new Polygon(ring, List.of()));
            } else {
                throw commands.fault(area == 0 ? "a ring has no area" : "a hole stands before the first shell");
            }
        }
        if (polygons.isEmpty()) {
            throw commands.fault("a feature has no polygon");
        }
        return polygons;
    }

    private TileRing ring() throws IOException {
        int moves = command(MOVE_TO, "MoveTo");
        if (moves != 1) {
            throw commands.fault("a ring begins with one MoveTo, not " + moves);
        }
        var x = new Ints(64);
        var y = new Ints(64);
        point(x, y);
        int lines = command(LINE_TO, "LineTo");
        if (lines < 2) {
            throw commands.fault("a ring has at least three points, not " + (lines + 1));
        }
        for (int i = 0; i < lines; i++) {
            point(x, y);
        }
        command(CLOSE_PATH, "ClosePath");
        return new TileRing(x.toArray(), y.toArray());
    }

    /// {@return how often the command is to be done}
    private int command(int expected, String name) throws IOException {
        long command = commands.bareVarint();
        if ((command & 7) != expected || command >>> 3 > Integer.MAX_VALUE) {
            throw commands.fault(name + " was expected, not command " + (command & 7));
        }
        return (int) (command >>> 3);
    }

    private void point(Ints x, Ints y) throws IOException {
        cursorX += (int) ProtobufReader.unzigzag(commands.bareVarint());
        cursorY += (int) ProtobufReader.unzigzag(commands.bareVarint());
        x.add(cursorX);
        y.add(cursorY);
    }
}
