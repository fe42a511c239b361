package io.github.backsight.testkit;

import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.PmtilesWriter;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.archive.TileArchiveWriter;
import java.io.IOException;
import java.nio.file.Path;

class PmtilesContractTest implements TileArchiveContract {
    @Override
    public TileArchiveWriter writer(Path target) throws IOException {
        return PmtilesWriter.to(target);
    }

    @Override
    public TileArchiveReader reader(Path archive) throws IOException {
        return PmtilesReader.open(archive);
    }
}
