package io.github.backsight.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionFileTest {
    private static final byte[] KEY = new byte[32];
    private static final int[] MANY = IntStream.range(0, 300_000).toArray();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.createFile(folder.resolve("file"));
        try (var writer = SectionFileWriter.to(file, KEY)) {
            writer.section("numbers", section -> {
                section.number(-7);
                section.text("Ünpaired \ud800");
                section.texts(List.of("", "a"));
                section.longs(new long[] {Long.MIN_VALUE, 1});
            });
            writer.section("rows", section -> {
                section.bytes(new byte[] {1, 2, 3});
                section.ints(MANY, 299_999);
                section.doubles(new double[] {-0.0, Double.NaN}, 2);
            });
            writer.finish();
        }
    }

    @Test
    void valuesComeBackInTheOrderTheyWereWritten() throws IOException {
        try (var sections = SectionFile.open(file, KEY)) {
            sections.read("rows", section -> {
                assertThat(section.bytes()).containsExactly(1, 2, 3);
                assertThat(section.ints()).isEqualTo(java.util.Arrays.copyOf(MANY, 299_999));
                assertThat(section.doubles()).containsExactly(-0.0, Double.NaN);
                return "";
            });
            sections.read("numbers", section -> {
                assertThat(section.smallNumber()).isEqualTo(-7);
                assertThat(section.text()).isEqualTo("Ünpaired \ud800");
                assertThat(section.texts()).containsExactly("", "a");
                assertThat(section.longs()).containsExactly(Long.MIN_VALUE, 1);
                return "";
            });
        }
    }

    @Test
    void aSectionThatIsNotReadToItsEndIsRefused() throws IOException {
        try (var sections = SectionFile.open(file, KEY)) {
            assertThatThrownBy(() -> sections.read("numbers", SectionReader::number))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("its section 'numbers' is not as it was written");
        }
    }

    @Test
    void aSectionReadInAnotherOrderIsRefused() throws IOException {
        try (var sections = SectionFile.open(file, KEY)) {
            assertThatThrownBy(() -> sections.read("numbers", SectionReader::ints))
                    .isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void aFileOfAnotherKeyIsRefused() {
        var other = new byte[32];
        other[31] = 1;
        assertThatThrownBy(() -> SectionFile.open(file, other)).hasMessage("it is of something else");
    }

    @Test
    void aFileWhoseWriterWasKilledIsRefused() throws IOException {
        var killed = Files.createFile(folder.resolve("killed"));
        try (var writer = SectionFileWriter.to(killed, KEY)) {
            writer.section("numbers", section -> section.ints(MANY));
        }

        assertThatThrownBy(() -> SectionFile.open(killed, KEY)).hasMessage("it does not begin as such a file does");
    }

    @Test
    void aFileWithBytesAfterItsEndIsRefused() throws IOException {
        Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> SectionFile.open(file, KEY)).isInstanceOf(DamagedFileException.class);
    }
}
