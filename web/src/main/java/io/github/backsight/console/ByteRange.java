package io.github.backsight.console;

import java.util.Optional;
import java.util.regex.Pattern;

/// What of an object is asked for (RFC 9110, section 14).
///
/// @param first the first byte, from 0
/// @param length how many, at least 1
record ByteRange(long first, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// A range that nothing of the object lies in.
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// {@return the one range that a header names; empty where all is to be sent: without header, and for
    /// several ranges and other units, which may be left aside}
    ///
    /// @param size of the object, in bytes
    static Optional<ByteRange> of(Optional<String> header, long size) throws Unsatisfiable {
        var found = ONE.matcher(header.orElse(""));
        if (!found.matches() || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (found.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(found.group(2)));
        } else {
            first = Long.parseLong(found.group(1));
            if (!found.group(2).isEmpty()) {
                long end = Long.parseLong(found.group(2));
                if (end < first) {
                    return Optional.empty();
                }
                last = Math.min(last, end);
            }
        }
        if (first > last) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, last - first + 1));
    }
}
