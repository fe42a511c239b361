package io.github.backsight.spark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Made-up polygons that no dealing to blocks makes even: one with a border of very many vertices,
/// which it shares with a hundred ordinary ones, and very many small squares in one tile of zoom
/// 11.
record LopsidedTracts(Path polygons, Path table) {
    private static final int NEIGHBOURS = 100;
    private static final double WEST = -20;
    private static final double WIDTH = 10;
    private static final double NORTH = 12;
    private static final double SOUTH = 8;

    /// A little less wide than the tile that it lies in.
    private static final double TILE = 0.17;

    private static final double TILE_WEST = -98.4375 + 0.002;
    private static final double TILE_SOUTH = 38.9591 + 0.002;
    private static final double TILE_HEIGHT = 0.13;

    /// Writes both files to `folder`.
    ///
    /// @param borderVertices of the long border; as many as the neighbours are, or a multiple
    /// @param squares about how many in the one tile
    static LopsidedTracts write(Path folder, int borderVertices, int squares) throws IOException {
        var files = new LopsidedTracts(folder.resolve("lopsided.json"), folder.resolve("lopsided.csv"));
        try (var polygons = Files.newBufferedWriter(files.polygons);
                var table = Files.newBufferedWriter(files.table)) {
            var writer = new Writer(polygons, table);
            polygons.write("{\"type\":\"FeatureCollection\",\"features\":[\n");
            writer.largeOne(borderVertices);
            for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
                writer.neighbour(neighbour, borderVertices);
            }
            writer.squares((int) Math.sqrt(squares));
            polygons.write("\n]}\n");
        }
        return files;
    }

    private static String vertex(int number, int of) {
        double x = WEST + WIDTH * number / of;
        double y = 10 + 0.3 * Math.sin(number * 37.0 / of) + 0.001 * (number % 7) + 0.003 * (number % 3);
        return position(x, y);
    }

    private static String position(double x, double y) {
        return String.format(Locale.ROOT, "[%.6f,%.6f]", x, y);
    }

    /// Writes one polygon after the other. For one thread.
    private static final class Writer {
        private final BufferedWriter polygons;
        private final BufferedWriter table;
        private int count;

        Writer(BufferedWriter polygons, BufferedWriter table) throws IOException {
            this.polygons = polygons;
            this.table = table;
            table.write("GTF,NAME,SCORE,SCORED\n");
        }

        void largeOne(int of) throws IOException {
            begin();
            polygons.write(position(WEST, SOUTH) + "," + position(WEST + WIDTH, SOUTH));
            for (int v = of; v >= 0; v--) {
                polygons.write("," + vertex(v, of));
            }
            polygons.write("," + position(WEST, SOUTH));
            end();
        }

        void neighbour(int number, int of) throws IOException {
            int first = of / NEIGHBOURS * number;
            int last = of / NEIGHBOURS * (number + 1);
            begin();
            for (int v = first; v <= last; v++) {
                polygons.write(vertex(v, of) + ",");
            }
            polygons.write(position(WEST + WIDTH * last / of, NORTH) + "," + position(WEST + WIDTH * first / of, NORTH)
                    + "," + vertex(first, of));
            end();
        }

        void squares(int side) throws IOException {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double west = TILE_WEST + TILE * column / side;
                    double east = TILE_WEST + TILE * (column + 1) / side;
                    double south = TILE_SOUTH + TILE_HEIGHT * row / side;
                    double north = TILE_SOUTH + TILE_HEIGHT * (row + 1) / side;
                    begin();
                    polygons.write(position(west, south) + "," + position(east, south) + "," + position(east, north)
                            + "," + position(west, north) + "," + position(west, south));
                    end();
                }
            }
        }

        private void begin() throws IOException {
            count++;
            var id = String.format(Locale.ROOT, "%02d%09d", count % 7 + 1, count);
            polygons.write((count == 1 ? "" : ",\n") + "{\"type\":\"Feature\",\"properties\":{\"GEOID10\":\"" + id
                    + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
            table.write(id + ",Tract " + count + "," + count * 7919L % 1000 / 1000.0 + ",True\n");
        }

        private void end() throws IOException {
            polygons.write("]]}}");
        }
    }
}
