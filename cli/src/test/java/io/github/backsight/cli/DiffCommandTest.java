package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path folder;

    private TwoSquares map;
    private String first = "";

    @BeforeEach
    void putInputs() throws IOException {
        map = new TwoSquares(folder, TwoSquares.WITH_TILES);
        map.putSquares();
        first = map.putRate("1");
    }

    @Test
    void twoVersionsOfATableAreComparedCellByCell() throws IOException {
        map.putRates("id,rate,name\na,1.5,x\nb,2,y\n");

        var diff = map.json(0, "diff", "rates@" + first, "rates", "--csv", "changed.csv");

        assertThat(diff.at("/table/columnsAdded/0").asString()).isEqualTo("name");
        assertThat(diff.at("/table/cellsChanged").asInt()).isEqualTo(1);
        assertThat(diff.at("/table/columns/0/largest/id").asString()).isEqualTo("a");
        assertThat(Files.readString(folder.resolve("changed.csv"))).isEqualTo("id,column,before,now\na,rate,1,1.5\n");
        map.runs(0, "diff", "rates@" + first, "rates");
        assertThat(map.run().out()).contains("rates@" + first, "columns added: name", "a: 1 → 1.5");
        map.runs(2, "diff", "rates@" + first, "rates", "--csv", "changed.csv");
    }

    @Test
    void twoVersionsOfPolygonsAreComparedByShape() throws IOException {
        var before = map.json(0, "versions", "squares").get(0).get("version").asString();
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES.replace("[2,0],[2,1]", "[2.5,0],[2.5,1]"));
        map.putSquares();

        var diff = map.json(0, "diff", "squares@" + before, "squares");

        assertThat(diff.at("/polygons/moved").asInt()).isEqualTo(1);
        assertThat(diff.at("/polygons/largest/0/id").asString()).isEqualTo("b");
        map.runs(0, "diff", "squares@" + before, "squares");
        assertThat(map.run().out()).contains("1 of another shape", "KM² CHANGED");
    }

    @Test
    void twoReleasesAreComparedByWhatTheirTilesSay() throws IOException {
        var one = map.json(0, "build").get("release").asString();
        map.putRate("1.5");
        var other = map.json(0, "build").get("release").asString();

        var diff = map.json(0, "diff", one, other);

        assertThat(diff.at("/tiles/high/featuresChanged"))
                .singleElement()
                .satisfies(id -> assertThat(id.asString()).isEqualTo("a"));
        assertThat(diff.at("/tiles/high/featuresReshaped")).isEmpty();
        assertThat(diff.at("/counts").toString()).contains("score.mean");
        assertThat(map.json(0, "diff", one, one).get("sentence").asString()).isEqualTo("all tiles say the same");
        map.runs(0, "diff", one, other);
        assertThat(map.run().out()).contains("1 features have other values", "zoom 6", "with other values: 1, a");
    }

    @Test
    void sidesThatDoNotBelongTogetherAreRefused() {
        map.runs(2, "diff", "rates", "squares");
        map.runs(1, "diff", "3f2a", "91bc");
        assertThat(map.run().err()).contains("no release '3f2a'");
    }

    @Test
    void aPageAndAPictureOfTwoTablesAreWritten() throws IOException {
        map.putRates("id,rate,name\na,1.5,x\nb,2,<i>y</i>\n");

        var diff = map.json(0, "diff", "rates@" + first, "rates", "--html", "t.html", "--png", "t.png");

        assertThat(diff.at("/files").toString()).contains("t.html", "t.png");
        var page = Files.readString(folder.resolve("t.html"));
        assertThat(page)
                .contains("Columns added: name", "a: 1 → 1.5", "id=\"map-data\"")
                .doesNotContain("<i>y</i>");
        assertThat(ImageIO.read(folder.resolve("t.png").toFile()).getWidth()).isEqualTo(1800);
        map.runs(2, "diff", "rates@" + first, "rates", "--html", "t.html");
        assertThat(map.run().err()).contains("'t.html' of --html is there already");
        map.runs(0, "diff", "rates@" + first, "rates", "--html", "t.html", "--force");
    }

    @Test
    void aPageOfPolygonsShowsThoseThatWereMoved() throws IOException {
        var before = map.json(0, "versions", "squares").get(0).get("version").asString();
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES.replace("[2,0],[2,1]", "[2.5,0],[2.5,1]"));
        map.putSquares();

        map.runs(0, "diff", "squares@" + before, "squares", "--html", "p.html", "--png", "p.png");

        assertThat(Files.readString(folder.resolve("p.html"))).contains("Polygons of another shape", "data-place=");
        assertThat(folder.resolve("p.png")).isRegularFile();
    }

    @Test
    void aPageOfReleasesTellsTheirTilesAndTheirRows() throws IOException {
        var one = map.json(0, "build").get("release").asString();
        map.putRate("1.5");
        var other = map.json(0, "build").get("release").asString();

        map.runs(0, "diff", one, other, "--html", "r.html", "--png", "r.png");

        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("1 features have other values", "Tiles of the high layer", "Rows whose rate changed");
        assertThat(map.run().out()).contains("The page is r.html", "The picture is r.png");
    }

    @Test
    void aPageOfReleasesTellsWhoseClassChangedByClassAndByGroup() throws IOException {
        map.putRates("id,rate\na,true\nb,false\n");
        var one = map.json(0, "build").get("release").asString();
        map.putRates("id,rate\na,false\nb,false\n");
        var other = map.json(0, "build").get("release").asString();

        map.runs(0, "diff", one, other, "--html", "r.html");

        assertThat(Files.readString(folder.resolve("r.html"))
                        .replaceAll("<[^>]*>\\s*", " ")
                        .replaceAll(" +", " "))
                .contains(
                        "Class Before Now true 1 0 false 1 2 ",
                        "Group Rows in another class False → true True → false a 1 0 1 ");
    }

    @Test
    void aSideWithoutVersionIsAMistakeOfTheCaller() {
        map.runs(2, "diff", "rates@", "rates");

        assertThat(map.run().err()).contains("'rates@' names no version", "backsight versions rates");
    }
}
