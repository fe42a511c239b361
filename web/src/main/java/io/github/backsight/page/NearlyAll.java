package io.github.backsight.page;

import java.util.Arrays;

/// Between what nearly all of some numbers lie: islands on the other side of the world do not make a country
/// a dot.
public final class NearlyAll {
    /// The share at either end that may be left outside.
    private static final double FAR_OFF = 0.02;

    private static final double MUCH_LARGER = 1.5;

    private NearlyAll() {}

    /// {@return the least and the most; without the outermost at either end where these make the span much
    /// larger}
    ///
    /// @param numbers at least one; not changed
    public static double[] of(double[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        double[] all = {sorted[0], sorted[sorted.length - 1]};
        double[] nearly = {at(sorted, FAR_OFF), at(sorted, 1 - FAR_OFF)};
        return all[1] - all[0] > MUCH_LARGER * (nearly[1] - nearly[0]) ? nearly : all;
    }

    /// {@return the number that lies that far in ascending order}
    ///
    /// @param sorted at least one
    static double at(double[] sorted, double share) {
        return sorted[(int) Math.rint(share * (sorted.length - 1))];
    }
}
