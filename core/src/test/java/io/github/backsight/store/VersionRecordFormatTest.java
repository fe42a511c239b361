package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionRecordFormatTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Attributes ATTRIBUTES = Attributes.ofType("text/csv")
            .withCacheControl("no-cache")
            .withMetadata(Map.of("z", "last", "a", "first \"quoted\"\n", "m", "é"));
    private static final VersionRecord RECORD = VersionRecord.of(
            new Key("data/usa.csv"),
            3,
            TIME,
            Optional.of(new StoredContent(5, Sha256.of(HELLO), ATTRIBUTES, Optional.of(HELLO))));

    @Test
    void law7_aRecordHasExactlyTheseBytes() {
        var line = """
                {"key":"data/usa.csv","number":3,"id":"3-4d30340ff5","time":"2026-01-02T03:04:05.678Z","size":5,\
                "sha256":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","inline":true,\
                "contentType":"text/csv","cacheControl":"no-cache",\
                "metadata":{"a":"first \\"quoted\\"\\n","m":"é","z":"last"},"tags":{}}""";

        assertThat(new String(VersionRecordFormat.encode(RECORD), StandardCharsets.UTF_8))
                .isEqualTo(line + "\n" + Sha256.of(line.getBytes(StandardCharsets.UTF_8)) + "\nhello");
    }

    @Test
    void aRecordComesBackFromItsBytes() {
        var marker = VersionRecord.of(new Key("🗺"), 1, TIME, Optional.empty());

        var decoded = VersionRecordFormat.decode(VersionRecordFormat.encode(RECORD));

        assertThat(VersionRecordFormat.decode(VersionRecordFormat.encode(marker)))
                .isEqualTo(marker);
        assertThat(decoded).usingRecursiveComparison().isEqualTo(RECORD);
    }

    @Test
    void aRecordCutShortAnywhereIsRefused() {
        var bytes = VersionRecordFormat.encode(RECORD);
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> VersionRecordFormat.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRecordWithAnyBitChangedIsRefused() {
        var bytes = VersionRecordFormat.encode(RECORD);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> VersionRecordFormat.decode(changed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bytesAfterARecordAreRefused() {
        var bytes = VersionRecordFormat.encode(RECORD);

        assertThatThrownBy(() -> VersionRecordFormat.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("does not match its checksum");
    }
}
