package io.github.backsight.build;

import io.github.backsight.archive.PmtilesLayout;
import io.github.backsight.archive.TileSummary;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;

/// The tiles of a layer, on the machines that made them.
public interface SpreadTiles {
    /// {@return all of them, in ascending order}
    Iterator<TileSummary> summaries();

    /// {@return the same, with their bytes}
    Iterator<MadeTile> tiles();

    /// Makes known that the tiles are to be an archive, and stay where they are meanwhile.
    ///
    /// @param name of the archive, relative to the release
    /// @param written which of [#summaries], counted from 0, the archive has the bytes of, one after the other
    void archive(String name, PmtilesLayout.Frame frame, BitSet written) throws IOException;
}
