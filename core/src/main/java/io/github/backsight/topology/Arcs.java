package io.github.backsight.topology;

import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// The shared border lines of a [Coverage], packed.
///
/// Arc `a` owns vertices `start[a]` (inclusive) to `start[a + 1]` (exclusive) of `x` and `y`, and of `longitude` and
/// `latitude`, which are empty when the grid says all. `uses` are the arcs of all rings one after the other; a *use* is
/// `a` for arc `a` walked forwards and `~a` for backwards. The places where arcs end are *nodes*: `ends[2 a]` is the
/// number of the node where arc `a` begins, `ends[2 a + 1]` where it ends.
///
/// The *plane* is where questions of topology are answered: the grid, so that most answers are exact integers, or
/// degrees, when vertices that agree on the grid can be different (`exact`).
final class Arcs {
    final int[] start;
    final int[] x;
    final int[] y;
    final double[] longitude;
    final double[] latitude;
    final int[] uses;
    private final boolean exact;
    private final int[] ends;

    Arcs(int[] start, int[] x, int[] y, double[] longitude, double[] latitude, boolean exact, int[] uses, int[] ends) {
        this.start = start;
        this.x = x;
        this.y = y;
        this.longitude = longitude;
        this.latitude = latitude;
        this.exact = exact;
        this.uses = uses;
        this.ends = ends;
    }

    void writeTo(SectionWriter section) throws IOException {
        section.ints(start);
        section.ints(x);
        section.ints(y);
        section.doubles(longitude, longitude.length);
        section.doubles(latitude, latitude.length);
        section.number(exact ? 1 : 0);
        section.ints(uses);
        section.ints(ends);
    }

    static Arcs from(SectionReader section) throws IOException {
        return new Arcs(
                section.ints(),
                section.ints(),
                section.ints(),
                section.doubles(),
                section.doubles(),
                section.number() != 0,
                section.ints(),
                section.ints());
    }

    int count() {
        return start.length - 1;
    }

    /// {@return one more than the highest node}
    int nodeCount() {
        int highest = -1;
        for (int node : ends) {
            highest = Math.max(highest, node);
        }
        return highest + 1;
    }

    static int arc(int use) {
        return use >= 0 ? use : ~use;
    }

    /// {@return the node where a walk along `use` begins}
    int from(int use) {
        return use >= 0 ? ends[2 * use] : ends[2 * ~use + 1];
    }

    /// {@return the node where a walk along `use` ends}
    int to(int use) {
        return from(~use);
    }

    /// {@return the vertex with which a walk along `use` begins}
    int firstVertex(int use) {
        return use >= 0 ? start[use] : start[~use + 1] - 1;
    }

    /// {@return the vertex that comes second on a walk along `use`}
    int secondVertex(int use) {
        return use >= 0 ? start[use] + 1 : start[~use + 1] - 2;
    }

    /// Shows the vertices of a walk along `use`, in order, all but the last one.
    void walk(int use, IntConsumer vertex) {
        int arc = arc(use);
        if (use >= 0) {
            for (int v = start[arc]; v < start[arc + 1] - 1; v++) {
                vertex.accept(v);
            }
        } else {
            for (int v = start[arc + 1] - 1; v > start[arc]; v--) {
                vertex.accept(v);
            }
        }
    }

    /// {@return the arc that has `vertex`}
    int arcOf(int vertex) {
        int arc = Arrays.binarySearch(start, vertex);
        return arc >= 0 ? arc : -arc - 2;
    }

    /// {@return x of `vertex` in the plane}
    double planeX(int vertex) {
        return exact ? longitude[vertex] : x[vertex];
    }

    /// {@return y of `vertex` in the plane}
    double planeY(int vertex) {
        return exact ? latitude[vertex] : y[vertex];
    }

    /// {@return twice the area of the ring of `uses`, in square units of the plane; positive is counterclockwise}
    double doubledArea(int[] ring, int first, int end) {
        double originX = planeX(firstVertex(ring[first]));
        double originY = planeY(firstVertex(ring[first]));
        double sum = 0;
        for (int i = first; i < end; i++) {
            int arc = arc(ring[i]);
            double under = 0;
            double x1 = planeX(start[arc]) - originX;
            double y1 = planeY(start[arc]) - originY;
            for (int v = start[arc] + 1; v < start[arc + 1]; v++) {
                double x2 = planeX(v) - originX;
                double y2 = planeY(v) - originY;
                under += x1 * y2 - x2 * y1;
                x1 = x2;
                y1 = y2;
            }
            sum += ring[i] >= 0 ? under : -under;
        }
        return sum;
    }
}
