package io.github.backsight.spark;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.shape.Block;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;

/// A block of features on its way to the task that parses it.
///
/// @param number by which blocks come in the order of the file
/// @param bytes as in [Block], and so the others
/// @param faults why reading stopped here, if it did
record Numbered(long number, byte[] bytes, int[] bounds, long offset, long firstFeature, ArrayList<Finding> faults)
        implements Serializable {

    static Numbered of(long number, Block block) {
        int end = block.bounds()[block.bounds().length - 1];
        return new Numbered(
                number,
                Arrays.copyOf(block.bytes(), end),
                block.bounds(),
                block.offset(),
                block.firstFeature(),
                new ArrayList<>());
    }

    static Numbered broken(long number, BadInputException fault) {
        return new Numbered(number, new byte[0], new int[0], 0, 0, new ArrayList<>(fault.findings()));
    }

    Block block() {
        return new Block(bytes, bounds, offset, firstFeature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbered block && number == block.number && Arrays.equals(bytes, block.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "block " + number;
    }
}
