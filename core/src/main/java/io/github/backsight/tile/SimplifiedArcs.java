package io.github.backsight.tile;

import io.github.backsight.parallel.Workers;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.Weights;
import java.util.Arrays;
import java.util.List;

/// The arcs of a coverage with only the vertices that a tolerance keeps, on the grid of
/// [io.github.backsight.geom.Mercator].
///
/// Arc `a` owns vertices `start[a]` (inclusive) to `start[a + 1]` (exclusive) of `x`, `y` and `weight`; all arcs
/// of the coverage are here, each with at least its two ends.
final class SimplifiedArcs {
    final int[] x;
    final int[] y;
    final int[] start;
    private final float[] weight;

    private SimplifiedArcs(int[] x, int[] y, int[] start, float[] weight) {
        this.x = x;
        this.y = y;
        this.start = start;
        this.weight = weight;
    }

    /// Keeps the vertices whose weight is above `tolerance`, in units of their grid.
    static SimplifiedArcs of(
            Coverage coverage, MercatorVertices vertices, Weights weights, double tolerance, Workers workers) {
        int[] start = new int[coverage.arcCount() + 1];
        for (int arc = 0; arc < coverage.arcCount(); arc++) {
            int kept = 0;
            for (int v = coverage.arcStart(arc); v < coverage.arcStart(arc + 1); v++) {
                kept += weights.weight(v) > tolerance ? 1 : 0;
            }
            start[arc + 1] = start[arc] + kept;
        }
        int count = start[coverage.arcCount()];
        var arcs = new SimplifiedArcs(new int[count], new int[count], start, new float[count]);
        workers.inRanges(coverage.arcCount(), (from, to) -> {
            arcs.keep(coverage, vertices, weights, tolerance, from, to);
            return List.of();
        });
        return arcs;
    }

    private void keep(
            Coverage coverage, MercatorVertices vertices, Weights weights, double tolerance, int from, int to) {
        int next = start[from];
        for (int v = coverage.arcStart(from); v < coverage.arcStart(to); v++) {
            if (weights.weight(v) > tolerance) {
                x[next] = vertices.x(v);
                y[next] = vertices.y(v);
                weight[next++] = weights.weight(v);
            }
        }
    }

    int arcCount() {
        return start.length - 1;
    }

    /// {@return these arcs with only the vertices that a larger tolerance keeps}
    SimplifiedArcs coarser(double tolerance) {
        int[] fewerX = new int[x.length];
        int[] fewerY = new int[x.length];
        float[] fewerWeight = new float[x.length];
        int[] fewerStart = new int[start.length];
        int next = 0;
        for (int arc = 0; arc < arcCount(); arc++) {
            for (int v = start[arc]; v < start[arc + 1]; v++) {
                if (weight[v] > tolerance) {
                    fewerX[next] = x[v];
                    fewerY[next] = y[v];
                    fewerWeight[next++] = weight[v];
                }
            }
            fewerStart[arc + 1] = next;
        }
        return new SimplifiedArcs(
                Arrays.copyOf(fewerX, next), Arrays.copyOf(fewerY, next), fewerStart, Arrays.copyOf(fewerWeight, next));
    }
}
