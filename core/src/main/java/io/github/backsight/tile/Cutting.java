package io.github.backsight.tile;

import io.github.backsight.section.SectionReader;
import io.github.backsight.section.SectionWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The tiles of one zoom, cut but without attributes: per tile its features, per feature its MVT
/// geometry.
///
/// Tiles are in the order of [TileId], features in the order of the coverage; every tile has a
/// feature and every feature in a tile has a geometry. Immutable; threads may share it.
///
/// Layout: tile `t` owns the pieces `pieceStart[t]` to `pieceStart[t + 1]` (exclusive); piece `p` is
/// what feature `feature[p]` has in that tile, its packed geometry commands are the bytes
/// `geometryStart[p]` to `geometryStart[p + 1]` (exclusive) of `geometry`.
public final class Cutting {
    private final int zoom;
    private final long[] tile;
    private final int[] pieceStart;
    private final int[] feature;
    private final int[] geometryStart;
    private final byte[] geometry;
    private final int vanished;
    private final List<Integer> drawnSmallest;

    Cutting(
            int zoom,
            long[] tile,
            int[] pieceStart,
            int[] feature,
            int[] geometryStart,
            byte[] geometry,
            int vanished,
            List<Integer> drawnSmallest) {
        this.zoom = zoom;
        this.tile = tile;
        this.pieceStart = pieceStart;
        this.feature = feature;
        this.geometryStart = geometryStart;
        this.geometry = geometry;
        this.vanished = vanished;
        this.drawnSmallest = List.copyOf(drawnSmallest);
    }

    /// {@return some tiles of one zoom, made of pieces that were cut elsewhere}
    ///
    /// Takes the arrays as they are: the caller must not keep them.
    ///
    /// @param tiles the numbers of the tiles as [TileId#hilbert] says them, ascending
    /// @param pieceStart tile `t` has the pieces `pieceStart[t]` to `pieceStart[t + 1]` (exclusive),
    /// in the order of features
    /// @param feature the feature of each piece
    /// @param geometryStart piece `p` is the bytes `geometryStart[p]` to `geometryStart[p + 1]`
    /// (exclusive) of `geometry`, as [#geometry] gives them
    public static Cutting ofPieces(
            int zoom, long[] tiles, int[] pieceStart, int[] feature, int[] geometryStart, byte[] geometry) {
        return new Cutting(zoom, tiles, pieceStart, feature, geometryStart, geometry, 0, List.of());
    }

    /// Writes everything, to be read back by [#from].
    public void writeTo(SectionWriter section) throws IOException {
        section.number(zoom);
        section.longs(tile);
        section.ints(pieceStart);
        section.ints(feature);
        section.ints(geometryStart);
        section.bytes(geometry);
        section.number(vanished);
        section.ints(drawnSmallest.stream().mapToInt(Integer::intValue).toArray());
    }

    /// {@return what [#writeTo] wrote}
    public static Cutting from(SectionReader section) throws IOException {
        return new Cutting(
                section.smallNumber(),
                section.longs(),
                section.ints(),
                section.ints(),
                section.ints(),
                section.bytes(),
                section.smallNumber(),
                Arrays.stream(section.ints()).boxed().toList());
    }

    public int zoom() {
        return zoom;
    }

    public int tileCount() {
        return tile.length;
    }

    /// {@return the id of the tile with number `number`, 0 to `tileCount() - 1`}
    public TileId tile(int number) {
        return TileId.atHilbert(tile[number]);
    }

    /// {@return the first piece of the tile with this number; it owns those up to `pieceStart(number
    /// + 1)`, exclusive}
    public int pieceStart(int number) {
        return pieceStart[number];
    }

    /// {@return the number in the coverage of the feature that `piece` is of}
    public int feature(int piece) {
        return feature[piece];
    }

    /// {@return how many features have polygons, but no area left on the grid of this zoom}
    public int vanished() {
        return vanished;
    }

    /// {@return the features, in order, that are drawn as a square of one unit because nothing may
    /// vanish here}
    public List<Integer> drawnSmallest() {
        return drawnSmallest;
    }

    /// {@return how many bytes of geometry commands all tiles have together}
    public long geometrySize() {
        return geometry.length;
    }

    /// {@return the packed geometry commands of `piece`}
    public byte[] geometry(int piece) {
        return Arrays.copyOfRange(geometry, geometryStart[piece], geometryStart[piece + 1]);
    }

    /// Appends the geometry field's content for `piece`.
    void appendGeometry(int piece, ByteBuilder target) {
        target.bytes(geometry, geometryStart[piece], geometrySize(piece));
    }

    int geometrySize(int piece) {
        return geometryStart[piece + 1] - geometryStart[piece];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cutting cutting
                && zoom == cutting.zoom
                && Arrays.equals(tile, cutting.tile)
                && Arrays.equals(pieceStart, cutting.pieceStart)
                && Arrays.equals(feature, cutting.feature)
                && Arrays.equals(geometryStart, cutting.geometryStart)
                && Arrays.equals(geometry, cutting.geometry)
                && vanished == cutting.vanished
                && drawnSmallest.equals(cutting.drawnSmallest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tile) * 31 + zoom;
    }

    @Override
    public String toString() {
        return "Cutting[zoom " + zoom + ", " + tile.length + " tiles, " + feature.length + " pieces]";
    }
}
