package io.github.backsight.mbtiles;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.testkit.TileArchiveContract;
import java.io.IOException;
import java.nio.file.Path;

class MbtilesContractTest implements TileArchiveContract {
    @Override
    public TileArchiveWriter writer(Path target) throws IOException {
        return MbtilesWriter.to(target);
    }

    @Override
    public TileArchiveReader reader(Path archive) throws IOException {
        return MbtilesReader.open(archive);
    }
}
