package io.github.backsight.content;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;

/// How much a compressed input may grow before it is taken for a zip bomb.
///
/// @param mostBytes the most bytes that one content may have when unpacked
/// @param mostRatio the most bytes that one compressed byte may become
/// @param ratioFreeBytes so many unpacked bytes are never judged by their ratio
public record Limits(long mostBytes, double mostRatio, long ratioFreeBytes) {
    /// 64 GiB; 200 for one, beyond the first 100 MiB.
    public static final Limits DEFAULT = new Limits(64L << 30, 200, 100L << 20);

    public Limits {
        if (mostBytes < 1 || !(mostRatio >= 1) || ratioFreeBytes < 0) {
            throw new IllegalArgumentException("limits must be positive: mostBytes " + mostBytes + ", mostRatio "
                    + mostRatio + ", ratioFreeBytes " + ratioFreeBytes);
        }
    }

    /// {@return whether `unpacked` bytes out of `packed` ones are too much}
    boolean exceededBy(long unpacked, long packed) {
        return unpacked > mostBytes
                || (unpacked > ratioFreeBytes && unpacked / (double) Math.max(1, packed) > mostRatio);
    }

    /// @param place where in the object that is seen
    /// @throws BadInputException if `unpacked` bytes out of `packed` ones are too much
    public void refuseBeyond(long unpacked, long packed, String place, Findings findings) throws BadInputException {
        if (exceededBy(unpacked, packed)) {
            throw findings.fatal(
                    "content.too-large",
                    place,
                    packed + " packed bytes grow to " + unpacked + " or more; at most " + mostBytes + " bytes and "
                            + Math.round(mostRatio) + " for one are allowed (a zip bomb?)",
                    "Look at the file by hand; raise the limits in the configuration only if you trust it");
        }
    }
}
