package io.github.backsight.table;

import java.util.Arrays;
import java.util.OptionalInt;

/// Finds texts, each of which has a number, by what they say; the texts themselves lie elsewhere.
///
/// Threads may share it once nothing is added any more.
///
/// Layout: `slots` is an open-addressing table (linear probing, at most half full) of `t + 1`, 0 for
/// none; the hash of text `t` is `hashes[t]`.
final class TextIndex {
    static final int NONE = -1;

    /// From here on the table is not made larger, but filled: arrays have no more than twice as many.
    private static final int MOST_SLOTS = 1 << 30;

    private int[] hashes = new int[31];
    private int[] slots = new int[64];
    private int used;
    private OptionalInt repeated = OptionalInt.empty();

    /// Where the texts lie.
    sealed interface Holder permits Texts, Texts.Appender {
        /// {@return whether `text` is the first `length` bytes of `other`}
        boolean holds(int text, byte[] other, int length);
    }

    /// {@return an index of `texts` under their numbers; of equal ones it has the first}
    static TextIndex of(Texts texts) {
        var index = new TextIndex();
        for (int text = 0; text < texts.size(); text++) {
            byte[] bytes = texts.bytes(text);
            int hash = hash(bytes, bytes.length);
            if (index.find(texts, bytes, bytes.length, hash) == NONE) {
                index.add(text, hash);
            } else if (index.repeated.isEmpty()) {
                index.repeated = OptionalInt.of(text);
            }
        }
        return index;
    }

    /// {@return the first of the texts that stands there a second time}
    OptionalInt repeated() {
        return repeated;
    }

    static int hash(byte[] text, int length) {
        int sum = length;
        for (int i = 0; i < length; i++) {
            sum = sum * 31 + text[i];
        }
        return spread(sum);
    }

    /// {@return a hash that also tells apart texts that differ in their last letters only}
    ///
    /// @param sum of the text: its length and, letter by letter, what it was times 31 and the letter
    static int spread(int sum) {
        return sum * 0x9E3779B9;
    }

    /// {@return the number of a text, or [#NONE]}
    ///
    /// @param holder of the texts that were added
    /// @param hash of the first `length` bytes of `text`
    int find(Holder holder, byte[] text, int length, int hash) {
        int mask = slots.length - 1;
        for (int slot = first(hash); slots[slot] != 0; slot = (slot + 1) & mask) {
            int candidate = slots[slot] - 1;
            if (hashes[candidate] == hash && holder.holds(candidate, text, length)) {
                return candidate;
            }
        }
        return NONE;
    }

    /// Adds a text that is not there.
    ///
    /// @param text its number, higher than those before
    void add(int text, int hash) {
        if (text >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(text + 1, hashes.length + (hashes.length >> 1)));
        }
        hashes[text] = hash;
        if (++used > slots.length / 2 && slots.length < MOST_SLOTS) {
            grow();
        }
        if (used == MOST_SLOTS) {
            throw new IllegalStateException("there are more than " + (MOST_SLOTS - 1) + " different texts");
        }
        place(text);
    }

    private void grow() {
        int[] before = slots;
        slots = new int[before.length * 2];
        for (int entry : before) {
            if (entry != 0) {
                place(entry - 1);
            }
        }
    }

    /// {@return the slot where looking for a hash begins: as many of its highest bits as tell slots apart}
    private int first(int hash) {
        return hash >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private void place(int text) {
        int mask = slots.length - 1;
        int slot = first(hashes[text]);
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = text + 1;
    }
}
