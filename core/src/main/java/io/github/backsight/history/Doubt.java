package io.github.backsight.history;

import java.time.Instant;

/// Why a state in which one version was there may not have been as listed.
///
/// @param last states that begin later are not in doubt
record Doubt(String text, Instant last) {
    boolean concerns(Instant from) {
        return !from.isAfter(last);
    }
}
