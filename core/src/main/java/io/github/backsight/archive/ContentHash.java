package io.github.backsight.archive;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/// What tells contents apart: XXH3, 128 bits. Among a billion contents two different ones share it with a chance of
/// about 1e-21.
public record ContentHash(long most, long least) {
    private static final Hasher128 HASHER = Hashing.xxh3_128();

    public static ContentHash of(byte[] bytes) {
        var hash = HASHER.hashBytesTo128Bits(bytes);
        return new ContentHash(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
