package io.github.backsight.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.shape.ShapefileWriter;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import io.github.backsight.tile.TileId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdalJudgesTest {
    @Test
    void aTreeReadsAsALayerWithItsFields(@TempDir Path folder) throws Exception {
        var tree = folder.resolve("high");
        try (var writer = TreeWriter.to(tree)) {
            writer.add(SquareTile.of(new TileId(5, 8, 12), "blocks", "GEOID10", "01001020100"));
            writer.finish(TileArchiveContract.completeMetadata());
        }

        assertThat(Gdal.ogrinfo("-al", "-oo", "CLIP=NO", tree.resolve("5").toString()))
                .contains("using driver `MVT' successful", "Layer name: blocks", "Feature Count: 1")
                .contains("GEOID10 (String) = 01001020100");
    }

    @Test
    void aShapefileReadsAsALayerWithItsFields(@TempDir Path folder) throws Exception {
        var zip = folder.resolve("usa.zip");
        var square = new Polygons(
                List.of("a"),
                new int[] {0, 1},
                new int[] {0, 1},
                new int[] {0, 4},
                new int[] {0, 10_000_000, 10_000_000, 0},
                new int[] {0, 0, 10_000_000, 10_000_000},
                Optional.empty());
        var table = new Table(
                List.of(
                        new Column("GTF", Column.Kind.TEXT, new int[] {0, 1}, List.of("01001", "Åé")),
                        new Column("Total population", Column.Kind.NUMBER, new int[] {0, Column.BLANK}, List.of("1.5")),
                        new Column("SN_C", Column.Kind.TRUTH, new int[] {0, 1}, List.of("True", "False"))),
                List.of("a", "b"));

        ShapefileWriter.write(
                zip, new Layer(table, Map.of("GTF", "GEOID10"), square, new int[] {0, Layer.NONE}), 2, Progress.SILENT);

        assertThat(Gdal.ogrinfo("-al", "/vsizip/" + zip + "/usa.shp"))
                .contains("Layer name: usa", "Geometry: Polygon", "Feature Count: 2", "WGS 84")
                .contains("GEOID10 (String) = 01001", "TotalPopul (Real) = 1.5", "SN_C (String) = T")
                .contains("POLYGON ((0 0,0 1,1 1,1 0,0 0))")
                .contains("GEOID10 (String) = Åé", "TotalPopul (Real) = (null)", "SN_C (String) = F");
    }
}
