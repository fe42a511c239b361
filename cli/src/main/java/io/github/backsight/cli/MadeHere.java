package io.github.backsight.cli;

import io.github.backsight.build.Outputs;
import io.github.backsight.store.SpreadBody;
import java.util.Map;

/// What this process has made, all of it in the folder of its work.
record MadeHere(Outputs outputs) implements Engine.Made {
    @Override
    public Map<String, SpreadBody> spread() {
        return Map.of();
    }

    @Override
    public void forget() {
        // Cuttings are kept for builds to come.
    }

    @Override
    public void close() {
        // The folder is the caller's.
    }
}
