package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import io.github.backsight.table.Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The features of a polygon file, in its order: ids, and polygons as rings of vertices.
///
/// Four levels, each a contiguous range of the next: feature → polygons → rings → vertices. The first ring of a
/// polygon is its shell, the others are holes; rings are open (the closing vertex is not repeated) and keep the
/// source's order and winding. A feature may have no polygon. Vertices lie on the grid of [Degrees]; where the source
/// is finer than that grid, its own doubles are kept beside it. Immutable; threads may share it.
public final class Polygons {
    private final Texts ids;
    private final int[] polygonStart;
    private final int[] ringStart;
    private final int[] vertexStart;
    private final int[] x;
    private final int[] y;
    private final Optional<Source> finer;

    /// The source's own coordinates in degrees, where the grid cannot give them back. The arrays are not copied.
    public record Source(double[] longitude, double[] latitude) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Source source
                    && Arrays.equals(longitude, source.longitude)
                    && Arrays.equals(latitude, source.latitude);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(longitude) * 31 + Arrays.hashCode(latitude);
        }

        @Override
        public String toString() {
            return "Source[" + longitude.length + " vertices]";
        }
    }

    /// Takes the arrays as they are: the caller must not keep them.
    ///
    /// @param ids one a feature
    /// @param polygonStart feature `f` owns polygons `polygonStart[f]` to `polygonStart[f + 1]` (exclusive)
    /// @param ringStart polygon `p` owns rings `ringStart[p]` to `ringStart[p + 1]` (exclusive)
    /// @param vertexStart ring `r` owns vertices `vertexStart[r]` to `vertexStart[r + 1]` (exclusive)
    /// @param x longitude of each vertex on the grid of [Degrees]; may be longer than needed
    /// @param y latitude of each vertex on the grid of [Degrees]; may be longer than needed
    /// @param finer the source's doubles, when some vertex is not exactly on the grid
    public Polygons(
            List<String> ids,
            int[] polygonStart,
            int[] ringStart,
            int[] vertexStart,
            int[] x,
            int[] y,
            Optional<Source> finer) {
        if (polygonStart.length != ids.size() + 1
                || ringStart.length != polygonStart[ids.size()] + 1
                || vertexStart.length != ringStart[ringStart.length - 1] + 1) {
            throw new IllegalArgumentException("the levels do not fit together: " + ids.size() + " ids, "
                    + polygonStart.length + " polygon starts, " + ringStart.length + " ring starts, "
                    + vertexStart.length + " vertex starts");
        }
        this.ids = Texts.of(ids);
        this.polygonStart = polygonStart;
        this.ringStart = ringStart;
        this.vertexStart = vertexStart;
        this.x = x;
        this.y = y;
        this.finer = finer;
    }

    /// Writes everything, to be read back by [#from].
    public void writeTo(SectionWriter section) throws IOException {
        section.texts(ids);
        section.ints(polygonStart);
        section.ints(ringStart);
        section.ints(vertexStart);
        section.ints(x, vertexCount());
        section.ints(y, vertexCount());
        section.number(finer.isPresent() ? 1 : 0);
        if (finer.isPresent()) {
            section.doubles(finer.get().longitude(), vertexCount());
            section.doubles(finer.get().latitude(), vertexCount());
        }
    }

    /// {@return what [#writeTo] wrote}
    public static Polygons from(SectionReader section) throws IOException {
        return new Polygons(
                section.texts(),
                section.ints(),
                section.ints(),
                section.ints(),
                section.ints(),
                section.ints(),
                section.number() == 0
                        ? Optional.empty()
                        : Optional.of(new Source(section.doubles(), section.doubles())));
    }

    /// {@return the features of `parts`, one part after the other}
    ///
    /// @param parts at least one
    /// @throws IllegalArgumentException if together they have more vertices than an array holds
    public static Polygons joined(List<Polygons> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        long vertices = parts.stream().mapToLong(Polygons::vertexCount).sum();
        if (vertices > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(vertices + " vertices are more than one build can hold");
        }
        int[] x = new int[(int) vertices];
        int[] y = new int[(int) vertices];
        int copied = 0;
        for (var part : parts) {
            System.arraycopy(part.x, 0, x, copied, part.vertexCount());
            System.arraycopy(part.y, 0, y, copied, part.vertexCount());
            copied += part.vertexCount();
        }
        return new Polygons(
                Texts.joined(parts.stream().map(part -> part.ids).toList()),
                joinedStarts(parts.stream().map(part -> part.polygonStart).toList()),
                joinedStarts(parts.stream().map(part -> part.ringStart).toList()),
                joinedStarts(parts.stream().map(part -> part.vertexStart).toList()),
                x,
                y,
                parts.stream().anyMatch(Polygons::finerThanGrid)
                        ? Optional.of(joinedSource(parts, x.length))
                        : Optional.empty());
    }

    private static int[] joinedStarts(List<int[]> parts) {
        int[] joined = new int[parts.stream().mapToInt(part -> part.length - 1).sum() + 1];
        int count = 0;
        for (var part : parts) {
            int before = joined[count];
            for (int i = 1; i < part.length; i++) {
                joined[++count] = before + part[i];
            }
        }
        return joined;
    }

    private static Source joinedSource(List<Polygons> parts, int vertices) {
        double[] longitude = new double[vertices];
        double[] latitude = new double[vertices];
        int count = 0;
        for (var part : parts) {
            for (int vertex = 0; vertex < part.vertexCount(); vertex++) {
                longitude[count] = part.longitude(vertex);
                latitude[count++] = part.latitude(vertex);
            }
        }
        return new Source(longitude, latitude);
    }

    /// {@return the same polygons, in the same order, as other features}
    ///
    /// @param ids one a feature
    /// @param polygonStart feature `f` owns polygons `polygonStart[f]` to `polygonStart[f + 1]` (exclusive);
    /// together all of them
    public Polygons regrouped(List<String> ids, int[] polygonStart) {
        return new Polygons(ids, polygonStart.clone(), ringStart, vertexStart, x, y, finer);
    }

    public int featureCount() {
        return ids.size();
    }

    public int polygonCount() {
        return ringStart.length - 1;
    }

    public int ringCount() {
        return vertexStart.length - 1;
    }

    public int vertexCount() {
        return vertexStart[vertexStart.length - 1];
    }

    public List<String> ids() {
        return ids;
    }

    public String id(int feature) {
        return ids.get(feature);
    }

    /// {@return the first polygon of `feature`; it owns those up to `polygonStart(feature + 1)`, exclusive}
    public int polygonStart(int feature) {
        return polygonStart[feature];
    }

    public int ringStart(int polygon) {
        return ringStart[polygon];
    }

    public int vertexStart(int ring) {
        return vertexStart[ring];
    }

    /// {@return the longitude of `vertex` on the grid of [Degrees]}
    public int x(int vertex) {
        return x[vertex];
    }

    /// {@return the latitude of `vertex` on the grid of [Degrees]}
    public int y(int vertex) {
        return y[vertex];
    }

    /// {@return whether some vertex is not exactly on the grid, so that [#longitude] says more than [#x]}
    public boolean finerThanGrid() {
        return finer.isPresent();
    }

    /// {@return the source's longitude, in degrees: the very double that a JSON parser reads}
    public double longitude(int vertex) {
        return finer.isPresent() ? finer.get().longitude()[vertex] : Degrees.fromGrid(x[vertex]);
    }

    /// {@return the source's latitude, in degrees: the very double that a JSON parser reads}
    public double latitude(int vertex) {
        return finer.isPresent() ? finer.get().latitude()[vertex] : Degrees.fromGrid(y[vertex]);
    }
}
