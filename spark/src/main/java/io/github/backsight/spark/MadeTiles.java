package io.github.backsight.spark;

import io.github.backsight.build.MadeTile;
import java.util.Iterator;

/// Tiles as they come from executors, for the archives.
record MadeTiles(Iterator<MadeRecord> records) implements Iterator<MadeTile> {
    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public MadeTile next() {
        return records.next().made();
    }
}
