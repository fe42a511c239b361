package io.github.backsight.release;

import io.github.backsight.store.Key;
import java.util.Map;

/// What the configuration says now, and the next build would do. It is not rolled back, so plans hold targets against
/// it.
///
/// @param inputs where each input is read, by its name
public record Configured(Recipe recipe, Map<String, Key> inputs) {
    public Configured {
        inputs = Map.copyOf(inputs);
    }
}
