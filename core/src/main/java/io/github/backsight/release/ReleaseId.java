package io.github.backsight.release;

import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.util.Comparator;
import java.util.List;

/// The name of a release: the first 64 bits, as 16 lower-case hexadecimal digits, of a SHA-256 over what made it.
///
/// 64 bits are enough: nobody gains by forging one, a thousand releases collide by chance once in about 10^13 maps,
/// and a collision cannot pass unseen, since a release is never written over another ([Releases#add]).
public record ReleaseId(String value) implements Comparable<ReleaseId> {
    public static final int DIGITS = 16;

    public ReleaseId {
        if (!isId(value)) {
            throw new IllegalArgumentException(
                    "a release id is " + DIGITS + " lower-case hexadecimal digits, not '" + value + "'");
        }
    }

    static boolean isId(String text) {
        return text.matches("[0-9a-f]{" + DIGITS + "}");
    }

    /// {@return the id of the release that these pins, this recipe and this format make}
    ///
    /// The version ids of the pins do not count, their bytes do: a restored input has a new version id, and a build
    /// from it is the release that was built from the old one.
    ///
    /// @param pins in any order
    /// @param format of the manifest and the artifacts, see [Manifest#FORMAT]
    public static ReleaseId of(List<Pin> pins, Recipe recipe, int format) {
        var madeFrom = ReleaseJson.object();
        madeFrom.put("format", format);
        var inputs = madeFrom.putArray("pins");
        pins.stream()
                .sorted(Comparator.comparing(Pin::input))
                .forEach(pin -> inputs.addObject()
                        .put("input", pin.input())
                        .put("key", pin.key().value())
                        .put("size", pin.size())
                        .put("sha256", pin.sha256().hex()));
        madeFrom.set("recipe", recipe.tree());
        return new ReleaseId(Sha256.of(ReleaseJson.canonical(madeFrom)).hex().substring(0, DIGITS));
    }

    @Override
    public int compareTo(ReleaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
