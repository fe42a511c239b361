package io.github.backsight.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// One entry of a key's history as a folder store keeps it.
///
/// @param number 1 for the key's first entry, one more for each later one, without gaps
/// @param content empty: a delete marker
record VersionRecord(Key key, int number, VersionId id, Instant time, Optional<StoredContent> content) {
    private static final int ID_DIGITS = 10;

    /// The id begins with the number, so that a version is found without a search, and goes on with a digest, so that
    /// an id of another store, or of a store made anew, is not mistaken for one of this.
    static VersionRecord of(Key key, int number, Instant time, Optional<StoredContent> content) {
        var digested = content.map(StoredContent::sha256).map(Sha256::hex).orElse("") + "\n" + time + "\n" + key;
        var digest = Sha256.of(digested.getBytes(StandardCharsets.UTF_8)).hex();
        var id = new VersionId(number + "-" + digest.substring(0, ID_DIGITS));
        return new VersionRecord(key, number, id, time, content);
    }

    /// {@return the number in an id of this store, or 0 when no version here can have that id}
    static int numberIn(VersionId id) {
        var value = id.value();
        return value.matches("[1-9][0-9]{0,8}-[0-9a-f]{" + ID_DIGITS + "}")
                ? Integer.parseInt(value, 0, value.indexOf('-'), 10)
                : 0;
    }

    Entry entry(boolean newest) {
        return content.<Entry>map(stored -> new Entry.Version(key, id, time, newest, stored.size()))
                .orElseGet(() -> new Entry.DeleteMarker(key, id, time, newest));
    }
}
