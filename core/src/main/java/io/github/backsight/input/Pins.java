package io.github.backsight.input;

import io.github.backsight.config.InputSettings;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Finds out which exact versions a build is to read.
@SuppressWarnings("DoNotCallSuggester")
public final class Pins {
    private Pins() {}

    /// {@return the newest version of each input, in the order of `inputs`}
    ///
    /// @param progress told of an object read to its end because the store does not know its SHA-256
    /// @throws io.github.backsight.finding.BadInputException with a finding for every input that is missing
    public static List<Pin> newest(ObjectStore store, List<InputSettings> inputs, Progress progress)
            throws IOException {
        return at(store, inputs, Map.of(), progress);
    }

    /// As [#newest], but of the named inputs these versions.
    ///
    /// @param versions by the input's name; those not named are taken at their newest
    /// @throws IllegalArgumentException if a name is none of `inputs`
    public static List<Pin> at(
            ObjectStore store, List<InputSettings> inputs, Map<String, VersionId> versions, Progress progress)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
