package io.github.backsight.testkit;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.archive.TreeReader;
import io.github.backsight.archive.TreeWriter;
import java.io.IOException;
import java.nio.file.Path;

class TreeContractTest implements TileArchiveContract {
    /// A folder has no structure that needs more, and every tile is a file.
    @Override
    public int many() {
        return 2000;
    }

    @Override
    public TileArchiveWriter writer(Path target) throws IOException {
        return TreeWriter.to(target);
    }

    @Override
    public TileArchiveReader reader(Path archive) throws IOException {
        return TreeReader.open(archive);
    }
}
