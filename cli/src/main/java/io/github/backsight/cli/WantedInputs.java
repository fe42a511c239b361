package io.github.backsight.cli;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Pin;
import java.util.List;

/// The versions of all inputs that a rollback is to go to.
///
/// @param pins in the order of the configuration
/// @param notes what people should know of this choice
record WantedInputs(List<Pin> pins, List<Finding> notes) {
    WantedInputs {
        pins = List.copyOf(pins);
        notes = List.copyOf(notes);
    }
}
