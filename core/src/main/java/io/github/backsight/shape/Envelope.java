package io.github.backsight.shape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What of a FeatureCollection is outside of its list `features`, which is left empty here. For one thread.
///
/// Knows the list as the value of the root's member of that name, wherever the member stands; a member of the same name
/// further inside is none.
final class Envelope {
    private static final int MOST_BYTES = 64 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int depth;
    private boolean inText;
    private boolean escaped;
    private int nameBegin = -1;
    private boolean nameNext;
    private boolean listNext;
    private boolean listSeen;
    private long listOffset = Long.MAX_VALUE;
    private long listEnd;

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// {@return whether all that was opened has been closed}
    boolean isWhole() {
        return !inText && depth <= 0;
    }

    /// {@return where byte `inEnvelope` stands in the content}
    long place(long inEnvelope) {
        return inEnvelope <= listOffset ? inEnvelope : inEnvelope - listOffset - 1 + listEnd;
    }

    /// Takes the next byte.
    ///
    /// @return whether it opens the list of features; what comes up to [#closeList] does not belong here
    boolean opensList(byte letter) throws Fault {
        if (bytes.size() == MOST_BYTES) {
            throw new Fault(
                    "shape.too-much-outside",
                    "outside of its features the file has more than " + (MOST_BYTES >> 20) + " MiB",
                    "Put a GeoJSON FeatureCollection without large members of its own");
        }
        bytes.write(letter);
        if (inText) {
            text(letter);
            return false;
        }
        switch (letter) {
            case '"' -> {
                inText = true;
                listNext = false;
                nameBegin = depth == 1 && nameNext ? bytes.size() : -1;
            }
            case '{', '[' -> {
                return open(letter);
            }
            case '}', ']' -> depth--;
            case ',' -> nameNext = depth == 1;
            case ':', ' ', '\n', '\r', '\t' -> {}
            default -> listNext = false;
        }
        return false;
    }

    /// Takes the closing bracket of the list.
    ///
    /// @param offset where it stands in the content
    void closeList(long offset) {
        listEnd = offset;
        bytes.write(']');
        depth--;
    }

    private void text(byte letter) {
        if (escaped) {
            escaped = false;
        } else if (letter == '\\') {
            escaped = true;
        } else if (letter == '"') {
            inText = false;
            if (nameBegin >= 0) {
                int length = bytes.size() - 1 - nameBegin;
                listNext = length == "features".length()
                        && new String(bytes.toByteArray(), nameBegin, length, StandardCharsets.UTF_8)
                                .equals("features");
                nameNext = false;
            }
        }
    }

    private boolean open(byte letter) throws Fault {
        if (++depth > Json.MOST_DEPTH) {
            throw Fault.tooDeep();
        }
        boolean opensList = letter == '[' && depth == 2 && listNext;
        if (opensList && listSeen) {
            throw Fault.layout("the collection has two lists of features");
        }
        if (opensList) {
            listSeen = true;
            listOffset = bytes.size() - 1L;
        }
        listNext = false;
        nameNext = depth == 1;
        return opensList;
    }
}
