package io.github.backsight.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final byte[] TEXT = "polygons of a map, ".repeat(500).getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final Findings findings = new Findings("data/census.zip");

    @Test
    void aPlainFileIsReadAsItIs() throws IOException {
        assertThat(read(Content.of(file(TEXT)))).isEqualTo(TEXT);
    }

    @Test
    void aGzippedFileIsKnownByItsFirstBytes() throws IOException {
        assertThat(read(Content.of(file(gzip(TEXT))))).isEqualTo(TEXT);
    }

    @Test
    void aZipGivesTheNamedMember() throws IOException {
        var zip = file(zip(Map.of("census/us.json", TEXT, "readme.txt", new byte[] {1})));

        assertThat(read(Content.of(zip, "census/us.json"))).isEqualTo(TEXT);
    }

    @Test
    void aZipWithOneMemberNeedsNoName() throws IOException {
        assertThat(read(Content.of(file(zip(Map.of("us.json", TEXT)))))).isEqualTo(TEXT);
    }

    @Test
    void aZipOfMoreMembersThanTheOldFormatCountsIsReadByZip64() throws IOException {
        var members = new LinkedHashMap<String, byte[]>();
        for (int number = 0; number < 65_540; number++) {
            members.put("m" + number, new byte[0]);
        }
        members.put("us.json", TEXT);

        assertThat(read(Content.of(file(zip(members)), "us.json"))).isEqualTo(TEXT);
    }

    @Test
    void theLengthIsKnownWhereTheFileSaysIt() throws IOException {
        try (var stream = Content.of(file(zip(Map.of("us.json", TEXT)))).open(Progress.SILENT, findings)) {
            assertThat(stream.length()).hasValue(TEXT.length);
        }
        try (var stream = Content.of(file(gzip(TEXT))).open(Progress.SILENT, findings)) {
            assertThat(stream.length()).isEmpty();
        }
    }

    @Test
    void law9_aMissingFileIsNamed() {
        assertFails(Content.of(folder.resolve("nothing")), "content.missing-file");
    }

    @Test
    void law9_aMissingMemberIsToldWithTheNearestNames() throws IOException {
        var zip = file(zip(Map.of("census/geojson/us.json", TEXT, "readme.txt", TEXT)));

        assertThat(assertFails(Content.of(zip, "geojson/us.json"), "content.missing-member")
                        .text())
                .isEqualTo("fail content.missing-member: data/census.zip, member geojson/us.json: the zip has no such"
                        + " member; it has 2 members, among them 'census/geojson/us.json', 'readme.txt'. Configure the"
                        + " member's right name, or put the zip that has it");
    }

    @Test
    void law9_aZipOfSeveralMembersAsksWhichOne() throws IOException {
        assertFails(Content.of(file(zip(Map.of("a", TEXT, "b", TEXT)))), "content.which-member");
    }

    @Test
    void law9_aMemberOfAFileThatIsNoZipIsRefused() throws IOException {
        assertFails(Content.of(file(TEXT), "us.json"), "content.not-a-zip");
        assertFails(Content.of(file(gzip(TEXT)), "us.json"), "content.not-a-zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../us.json", "/etc/passwd", "a/../../b", "C:\\us.json", "a\\..\\..\\b"})
    void law9_aMemberNameThatEscapesIsRefused(String name) throws IOException {
        var zip = file(zip(Map.of("us.json", TEXT, name, TEXT)));

        assertFails(Content.of(zip, "us.json"), "content.zip-name-escapes");
    }

    @Test
    void law9_aTruncatedZipIsRefused() throws IOException {
        byte[] zip = zip(Map.of("us.json", TEXT));

        assertFails(Content.of(file(Arrays.copyOf(zip, zip.length - 30))), "content.zip-truncated");
        assertFails(Content.of(file(Arrays.copyOf(zip, 10))), "content.zip-truncated");
    }

    @Test
    void law9_aWrongChecksumInAZipIsFound() throws IOException {
        byte[] zip = stored("us.json", TEXT);
        int body = indexOf(zip, TEXT);
        zip[body + 3] ^= 1;

        assertFails(Content.of(file(zip)), "content.zip-crc");
    }

    @Test
    void law9_aDamagedDeflateStreamIsFound() throws IOException {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        byte[] zip = zip(Map.of("us.json", noise));
        Arrays.fill(zip, 60, 90, (byte) 0x77);

        assertThatThrownBy(() -> read(Content.of(file(zip)))).isInstanceOf(BadInputException.class);
        assertThat(findings.list()).extracting(Finding::code).allMatch(code -> code.startsWith("content.zip-"));
    }

    @Test
    void law9_anEncryptedZipIsRefused() throws IOException {
        byte[] zip = zip(Map.of("us.json", TEXT));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[directory + 8] |= 1;

        assertFails(Content.of(file(zip)), "content.zip-encrypted");
    }

    @Test
    void law9_aTruncatedGzipIsRefused() throws IOException {
        byte[] gzip = gzip(TEXT);

        assertFails(Content.of(file(Arrays.copyOf(gzip, gzip.length / 2))), "content.gzip-truncated");
        assertFails(Content.of(file(Arrays.copyOf(gzip, 5))), "content.gzip-truncated");
    }

    @Test
    void law9_aDamagedGzipIsRefused() throws IOException {
        byte[] gzip = gzip(TEXT);
        gzip[gzip.length - 6] ^= 1;

        assertFails(Content.of(file(gzip)), "content.gzip-damaged");
    }

    @Test
    void law9_aZipBombIsRefusedByRatioBeforeItUnpacks() throws IOException {
        var limits = new Limits(1 << 30, 50, 1000);
        byte[] zeros = new byte[1 << 20];

        assertFails(new Content(file(zip(Map.of("us.json", zeros))), Optional.empty(), limits), "content.too-large");
        assertFails(new Content(file(gzip(zeros)), Optional.empty(), limits), "content.too-large");
    }

    @Test
    void law9_anAbsoluteLimitHoldsForEveryPacking() throws IOException {
        var limits = new Limits(1000, 1e9, 0);

        assertFails(new Content(file(zip(Map.of("a", TEXT))), Optional.empty(), limits), "content.too-large");
        assertFails(new Content(file(gzip(TEXT)), Optional.empty(), limits), "content.too-large");
        assertFails(new Content(file(TEXT), Optional.empty(), limits), "content.too-large");
    }

    @Test
    void law9_aDirectoryThatUnderstatesAMemberHelpsNoBomb() throws IOException {
        byte[] zip = zip(Map.of("us.json", new byte[1 << 20]));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 10);

        assertThatThrownBy(() -> read(Content.of(file(zip)))).isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void law9_damageAnywhereIsAFindingOrNoDamage(long seed) throws IOException {
        var random = new Random(seed);
        for (byte[] good : new byte[][] {zip(Map.of("us.json", TEXT)), gzip(TEXT), stored("us.json", TEXT)}) {
            for (int round = 0; round < 100; round++) {
                byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
                for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try {
                    read(Content.of(file(bad)));
                } catch (BadInputException expected) {
                    assertThat(expected.findings()).isNotEmpty();
                }
            }
        }
    }

    private Finding assertFails(Content content, String code) {
        var seen = new Findings("data/census.zip");
        assertThatThrownBy(() -> {
                    try (var stream = content.open(Progress.SILENT, seen)) {
                        stream.verifyRest();
                    }
                })
                .isInstanceOf(BadInputException.class);
        assertThat(seen.list()).extracting(Finding::code).containsExactly(code);
        return seen.list().getFirst();
    }

    private byte[] read(Content content) throws IOException {
        try (var stream = content.open(Progress.SILENT, findings)) {
            return stream.readAllBytes();
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new ZipOutputStream(packed)) {
            for (var member : members.entrySet()) {
                stream.putNextEntry(new ZipEntry(member.getKey()));
                stream.write(member.getValue());
            }
        }
        return packed.toByteArray();
    }

    private static byte[] stored(String name, byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new ZipOutputStream(packed)) {
            var crc = new java.util.zip.CRC32();
            crc.update(bytes);
            var entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            stream.putNextEntry(entry);
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
