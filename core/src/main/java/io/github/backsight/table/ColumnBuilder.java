package io.github.backsight.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects the cells of one column, row after row, each distinct text once. For one thread.
///
/// Layout: the distinct texts lie one after the other in `chars`; text `t` is `chars[start[t]]` to
/// `chars[start[t + 1]]` (exclusive), its hash is `hashes[t]`, and `cells[t]` cells have it. `slots` is an
/// open-addressing table (linear probing,
/// at most half full) of `t + 1`, 0 for none. No object is made for a cell.
public final class ColumnBuilder {
    private final Codes.Appender codes = new Codes.Appender();
    private char[] chars = new char[256];
    private int[] start = new int[32];
    private int[] hashes = new int[31];
    private int[] cells = new int[31];
    private int distinct;
    private int[] slots = new int[64];

    public int rowCount() {
        return codes.count();
    }

    /// Adds a cell that is not blank.
    public void add(char[] text, int offset, int length) {
        int code = codeOf(text, offset, length);
        cells[code]++;
        codes.append(code);
    }

    /// Adds a cell that is not blank.
    public void add(String text) {
        add(text.toCharArray(), 0, text.length());
    }

    /// Adds blank cells until there are `count` rows.
    public void fillTo(int count) {
        codes.fillTo(count);
    }

    /// Adds all cells of `later`, in its order.
    public void addAll(ColumnBuilder later) {
        int[] codeHere = new int[later.distinct];
        for (int text = 0; text < later.distinct; text++) {
            codeHere[text] = codeOf(later.chars, later.start[text], later.start[text + 1] - later.start[text]);
        }
        for (int row = 0; row < later.rowCount(); row++) {
            int code = later.code(row);
            codes.append(code == Column.BLANK ? Column.BLANK : codeHere[code]);
        }
        for (int text = 0; text < later.distinct; text++) {
            cells[codeHere[text]] += later.cells[text];
        }
    }

    /// {@return the column with the rows so far}
    public Column build(String name, Column.Kind kind) {
        return new Column(name, kind, codes.soFar(), texts());
    }

    int code(int row) {
        return codes.at(row);
    }

    /// {@return how many cells have the text of `code`}
    int cells(int code) {
        return cells[code];
    }

    List<String> texts() {
        var texts = new ArrayList<String>(distinct);
        for (int text = 0; text < distinct; text++) {
            texts.add(new String(chars, start[text], start[text + 1] - start[text]));
        }
        return texts;
    }

    private int codeOf(char[] text, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B9; // spreads texts that differ in their last letters only
        int mask = slots.length - 1;
        int slot = (hash >>> 7) & mask;
        while (slots[slot] != 0) {
            int candidate = slots[slot] - 1;
            if (hashes[candidate] == hash
                    && Arrays.equals(chars, start[candidate], start[candidate + 1], text, offset, offset + length)) {
                return candidate;
            }
            slot = (slot + 1) & mask;
        }
        return remember(text, offset, length, hash, slot);
    }

    private int remember(char[] text, int offset, int length, int hash, int slot) {
        if (distinct == hashes.length) {
            hashes = Arrays.copyOf(hashes, distinct * 2);
            cells = Arrays.copyOf(cells, distinct * 2);
            start = Arrays.copyOf(start, distinct * 2 + 1);
        }
        int end = start[distinct] + length;
        if (end > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8L, chars.length * 2L)));
        }
        System.arraycopy(text, offset, chars, start[distinct], length);
        hashes[distinct] = hash;
        start[distinct + 1] = end;
        slots[slot] = ++distinct;
        if (distinct * 2 > slots.length) {
            spread();
        }
        return distinct - 1;
    }

    private void spread() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int text = 0; text < distinct; text++) {
            int slot = (hashes[text] >>> 7) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = text + 1;
        }
    }
}
