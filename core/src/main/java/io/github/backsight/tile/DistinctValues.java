package io.github.backsight.tile;

import java.util.Arrays;

/// Encoded values, each once, numbered from 0 in the order in which they were first seen: the same
/// number for the same bytes. Used by one thread.
///
/// An open-addressing table (linear probing, at most half full) of numbers; a tile can have millions
/// of values.
final class DistinctValues {
    private static final int EMPTY = -1;

    private byte[][] values = new byte[64][];
    private int[] hashes = new int[64];
    private int count;
    private int[] slots = new int[128];

    DistinctValues() {
        Arrays.fill(slots, EMPTY);
    }

    /// {@return the number of the value that is `length` bytes of `bytes` from `start` on; copied if
    /// it is new}
    int number(byte[] bytes, int start, int length) {
        int hash = hash(bytes, start, length);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != EMPTY && !isSame(slots[slot], hash, bytes, start, length)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        if (slots[slot] == EMPTY) {
            slots[slot] = count;
            add(hash, Arrays.copyOfRange(bytes, start, start + length));
            return count - 1;
        }
        return slots[slot];
    }

    private boolean isSame(int number, int hash, byte[] bytes, int start, int length) {
        byte[] known = values[number];
        return hashes[number] == hash && Arrays.equals(known, 0, known.length, bytes, start, start + length);
    }

    private static int hash(byte[] bytes, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    private void add(int hash, byte[] value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        values[count] = value;
        hashes[count++] = hash;
        if (2 * count > slots.length) {
            slots = new int[2 * slots.length];
            Arrays.fill(slots, EMPTY);
            for (int number = 0; number < count; number++) {
                enter(number);
            }
        }
    }

    private void enter(int number) {
        int slot = hashes[number] & (slots.length - 1);
        while (slots[slot] != EMPTY) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = number;
    }

    /// {@return the values, by number}
    byte[][] toArray() {
        return Arrays.copyOf(values, count);
    }
}
