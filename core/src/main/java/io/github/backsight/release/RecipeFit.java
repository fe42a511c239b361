package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whether the tables of a release have the column that the configuration ranks by now, and it can
/// rank.
///
/// The release's own TileJSON tells its columns and what they hold, so that no input is read: a plan
/// is made in seconds.
record RecipeFit(ObjectStore store, Layout layout) {
    private static final String DOCUMENT = "tiles/high.json";

    /// {@return what does not fit; empty where all does, and where the release has no tiles to tell
    /// by}
    Optional<Finding> finding(Manifest target, Recipe now) throws IOException {
        var score = now.tree().path("map").path("score").asString("");
        var fields = fields(target);
        if (score.isEmpty() || fields.isEmpty()) {
            return Optional.empty();
        }
        var kind = fields.get().path(score).asString("");
        var why = switch (kind) {
            case "" -> Optional.of("its table has no column '" + score + "'");
            case "String" -> Optional.of("the column '" + score + "' of its table holds text");
            default -> Optional.<String>empty();
        };
        return why.map(text -> new Finding(
                "rollback.data-does-not-fit",
                Severity.WARN,
                "release " + target.id(),
                "",
                text + ", by which the configuration ranks now: the next build of the restored inputs will be refused",
                "Take backsight.yaml back, too, before the next build",
                1,
                List.of()));
    }

    private Optional<JsonNode> fields(Manifest target) throws IOException {
        if (target.artifact(DOCUMENT).isEmpty()) {
            return Optional.empty();
        }
        var found = new StoreReader(store).find(layout.artifact(target.id(), DOCUMENT));
        try {
            return found.map(document -> ReleaseJson.tree(new String(document.bytes(), StandardCharsets.UTF_8))
                            .path("vector_layers")
                            .path(0)
                            .path("fields"))
                    .filter(fields -> !fields.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Whether a release is whole is said by others.
        }
    }
}
