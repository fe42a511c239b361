package io.github.backsight.topology;

import io.github.backsight.geom.Degrees;
import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.util.List;

/// Polygons that share their borders, each border stored once.
///
/// Five levels, each a contiguous range of the next: feature → polygons → rings → uses of arcs; and arc → vertices.
/// A ring lists arcs in walking order; a use of `~a` is arc `a` walked backwards (TopoJSON specification, 2.1.3). Arc
/// `a` owns vertices `arcStart(a)` to `arcStart(a + 1)`, exclusive, both ends included: a place where several arcs
/// meet is repeated in each of them, and an arc that is a whole ring repeats its first vertex at its end. Only the
/// ends of an arc lie on other arcs.
///
/// Features and ids are those of the source, in its order; a polygon's first ring is its shell. Rings with fewer than
/// three different vertices are left out and counted, and with a shell its whole polygon. Vertices are the same when
/// they agree on the grid of [Degrees]. Immutable; threads may share it. The arrays never leave this package.
public final class Coverage {
    private final List<String> ids;
    private final int[] polygonStart;
    private final int[] ringStart;
    private final int[] useStart;
    private final int droppedRings;
    private final Arcs arcs;

    Coverage(List<String> ids, int[] polygonStart, int[] ringStart, int[] useStart, Arcs arcs, int droppedRings) {
        this.ids = ids;
        this.polygonStart = polygonStart;
        this.ringStart = ringStart;
        this.useStart = useStart;
        this.arcs = arcs;
        this.droppedRings = droppedRings;
    }

    /// Finds the shared borders of `polygons`, in time linear in their vertices.
    public static Coverage of(Polygons polygons) {
        return new CoverageBuilder(polygons, Places.onGrid(polygons)).build();
    }

    /// Writes everything but the ids, to be read back by [#from].
    public void writeTo(SectionWriter section) throws IOException {
        section.ints(polygonStart);
        section.ints(ringStart);
        section.ints(useStart);
        section.number(droppedRings);
        arcs.writeTo(section);
    }

    /// {@return what [#writeTo] wrote}
    ///
    /// @param ids those of the features it was found for, in their order
    public static Coverage from(SectionReader section, List<String> ids) throws IOException {
        var polygonStart = section.ints();
        var ringStart = section.ints();
        var useStart = section.ints();
        int droppedRings = section.smallNumber();
        return new Coverage(ids, polygonStart, ringStart, useStart, Arcs.from(section), droppedRings);
    }

    public int featureCount() {
        return ids.size();
    }

    public String id(int feature) {
        return ids.get(feature);
    }

    public int polygonCount() {
        return ringStart.length - 1;
    }

    public int ringCount() {
        return useStart.length - 1;
    }

    /// {@return the first polygon of `feature`; it owns those up to `polygonStart(feature + 1)`, exclusive}
    public int polygonStart(int feature) {
        return polygonStart[feature];
    }

    /// {@return the first ring of `polygon`, its shell}
    public int ringStart(int polygon) {
        return ringStart[polygon];
    }

    /// {@return the first use of `ring`}
    public int useStart(int ring) {
        return useStart[ring];
    }

    /// {@return the arc that `use` walks: `a`, or `~a` for arc `a` backwards}
    public int use(int use) {
        return arcs.uses[use];
    }

    public int arcCount() {
        return arcs.start.length - 1;
    }

    /// {@return the first vertex of `arc`}
    public int arcStart(int arc) {
        return arcs.start[arc];
    }

    /// {@return the number of vertices of all arcs}
    public int vertexCount() {
        return arcs.start[arcs.start.length - 1];
    }

    /// {@return the longitude of `vertex` on the grid of [Degrees]}
    public int x(int vertex) {
        return arcs.x[vertex];
    }

    /// {@return the latitude of `vertex` on the grid of [Degrees]}
    public int y(int vertex) {
        return arcs.y[vertex];
    }

    /// {@return whether some vertex is not exactly on the grid, so that [#longitude] says more than [#x]}
    public boolean finerThanGrid() {
        return arcs.longitude.length > 0;
    }

    /// {@return the longitude in degrees, as the first polygon that has this vertex gives it}
    public double longitude(int vertex) {
        return finerThanGrid() ? arcs.longitude[vertex] : Degrees.fromGrid(arcs.x[vertex]);
    }

    /// {@return the latitude in degrees, as the first polygon that has this vertex gives it}
    public double latitude(int vertex) {
        return finerThanGrid() ? arcs.latitude[vertex] : Degrees.fromGrid(arcs.y[vertex]);
    }

    /// {@return how many rings of the source had fewer than three different vertices, with those of their polygons}
    public int droppedRings() {
        return droppedRings;
    }

    Arcs arcs() {
        return arcs;
    }
}
