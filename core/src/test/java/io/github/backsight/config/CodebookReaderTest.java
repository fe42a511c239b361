package io.github.backsight.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebookReaderTest {
    @TempDir
    private Path folder;

    private Codebook read(String name, String text) throws IOException {
        return CodebookReader.read(Files.writeString(folder.resolve(name), text));
    }

    private void refuses(String text, String... messages) throws IOException {
        var codebook = read("columns.csv", text);
        var file = folder.resolve("columns.csv");
        assertThatThrownBy(codebook::entries)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + String.join("\n" + file, messages));
    }

    @Test
    void columnsStandInAnyOrderAndOthersAreLeftAlone() throws IOException {
        var codebook = read("columns.csv", """
                \uFEFFunit,description,label,column
                share,"Percentile, ""national\""",Life expectancy,LIF_PFS
                ,, Disadvantaged ,SN_C
                """);

        assertThat(codebook.entries())
                .containsEntry("LIF_PFS", new Codebook.Entry("Life expectancy", "Percentile, \"national\""))
                .containsEntry("SN_C", new Codebook.Entry("Disadvantaged", ""))
                .hasSize(2);
    }

    @Test
    void tabsPartTheCellsOfATsvFileAndDescriptionsMayBeMissing() throws IOException {
        assertThat(read("columns.tsv", "column\tlabel\nCF\tCounty, or what is like one\n")
                        .entries())
                .containsEntry("CF", new Codebook.Entry("County, or what is like one", ""));
    }

    @Test
    void aMissingFileIsNamedWithTheSettingThatNamesIt() {
        var file = folder.resolve("none.csv");

        assertThatThrownBy(() -> CodebookReader.read(file).entries())
                .hasMessage(file + ": there is no such file; the configuration names it as viewer.codebook");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        refuses(
                "column,label\nCF,County\nSF,State,of the union\nCF,Again\n,Nothing\n",
                ":3:1: the row has 3 cells where the header has 2; a cell with a separator in it must stand in quotes",
                ":4:1: the column 'CF' stands twice, first in line 2",
                ":5:1: the row names no column");
    }

    @Test
    void aHeaderThatDoesNotTellWhatIsWhatIsRefused() throws IOException {
        refuses(
                "short,long\nCF,County\n",
                ":1:1: the header has no 'column'; it has 'short', 'long'",
                ":1:1: the header has no 'label'; it has 'short', 'long'");
        refuses("columns,label\n", ":1:1: the header has no 'column'; is it 'columns'?");
        refuses("column,label,label\n", ":1:1: 'label' stands in the header twice");
        refuses("", ": it is empty; it is to begin with a header: column,label,description");
    }

    @Test
    void whatIsNotTextOfUtf8OrNotCsvIsRefused() throws IOException {
        var file = folder.resolve("columns.csv");
        Files.write(file, "column,label\nCF,Gemeinde Mühl\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CodebookReader.read(file).entries())
                .hasMessage(file + ": not UTF-8; save the file as UTF-8");

        var open = read("columns.csv", "column,label\nCF,\"County\n");
        assertThatThrownBy(open::entries).hasMessageContaining("a quote is not closed");
    }
}
