package io.github.backsight.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects the cells of one column, row after row, each distinct text once. For one thread.
///
/// No object is made for a cell; `cells[t]` cells have text `t`.
public final class ColumnBuilder {
    private final Codes.Appender codes = new Codes.Appender();
    private final Texts.Appender texts = new Texts.Appender();
    private final TextIndex index = new TextIndex();
    private int[] cells = new int[31];
    private byte[] letters = new byte[64];

    public int rowCount() {
        return codes.count();
    }

    /// Adds a cell that is not blank.
    public void add(char[] text, int offset, int length) {
        int code = code(text, offset, length);
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
        int[] codeHere = new int[later.texts.size()];
        for (int text = 0; text < codeHere.length; text++) {
            codeHere[text] = code(later.texts.bytes(text));
            cells[codeHere[text]] += later.cells[text];
        }
        for (int row = 0; row < later.rowCount(); row++) {
            int code = later.code(row);
            codes.append(code == Column.BLANK ? Column.BLANK : codeHere[code]);
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

    Texts texts() {
        return texts.soFar();
    }

    private int code(char[] text, int offset, int length) {
        if (length > letters.length) {
            letters = new byte[Math.max(length, letters.length * 2)];
        }
        int all = 0;
        int hash = length;
        for (int i = 0; i < length; i++) {
            char letter = text[offset + i];
            all |= letter;
            letters[i] = (byte) letter;
            hash = hash * 31 + letter;
        }
        // Only of ASCII is that UTF-8, and its hash.
        return all < 0x80
                ? code(letters, length, TextIndex.spread(hash))
                : code(new String(text, offset, length).getBytes(StandardCharsets.UTF_8));
    }

    private int code(byte[] text) {
        return code(text, text.length, TextIndex.hash(text, text.length));
    }

    private int code(byte[] text, int length, int hash) {
        int known = index.find(texts, text, length, hash);
        if (known != TextIndex.NONE) {
            return known;
        }
        int added = texts.size();
        index.add(added, hash);
        texts.add(text, length);
        if (added == cells.length) {
            cells = Arrays.copyOf(cells, added * 2);
        }
        return added;
    }
}
