package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The steps of one operation that are about those who read the map: telling the caches between, and proving what they
/// get. For one thread.
final class PublicSteps {
    private final PublicSide side;
    private final PublicProof proof;
    private final Layout layout;
    private final boolean wasPublic;
    private Optional<Distribution.Told.Request> request = Optional.empty();

    /// Looks whether the map is public now, before anything changes.
    PublicSteps(PublicSide side, StoreReader reader, Layout layout) {
        this.side = side;
        this.proof = new PublicProof(side, reader, layout);
        this.layout = layout;
        this.wasPublic = proof.isPublic();
    }

    /// Tells of all that changed, or may have changed by an earlier attempt.
    ///
    /// @param inPlace the names below the prefix whose fixed places this attempt has changed
    void tell(Plan plan, Manifest release, Serving serving, List<String> inPlace, OperationRun run) {
        if (side.distribution().equals(Distribution.NONE)) {
            return;
        }
        run.takeAside(new Step("cdn", layout.live().value(), () -> {
            var names = names(plan, release, serving, inPlace);
            return switch (side.distribution().tell(run.operation(), names)) {
                case Distribution.Told.Nobody unused ->
                    new Step.End(StepResult.Ended.NOTHING_TO_DO, "nobody had to be told");
                case Distribution.Told.Request told -> {
                    request = Optional.of(told);
                    yield Step.End.done(told.detail());
                }
            };
        }));
    }

    private List<String> names(Plan plan, Manifest release, Serving serving, List<String> inPlace) {
        var names = new LinkedHashSet<String>();
        names.add("live.json");
        names.addAll(StableDocuments.names(release));
        plan.documents().forEach(key -> names.add(layout.name(key)));
        if (serving == Serving.IN_PLACE) {
            names.addAll(plan.resumes().isPresent() ? everything(release) : changed(release, inPlace));
        }
        return List.copyOf(names);
    }

    private static List<String> changed(Manifest release, List<String> inPlace) {
        return ChangedNames.covering(inPlace, trees(release));
    }

    private static List<String> everything(Manifest release) {
        var names = new ArrayList<String>();
        for (var artifact : release.artifacts()) {
            switch (artifact) {
                case Artifact.File file -> names.add(file.name());
                case Artifact.Tree tree -> names.add(tree.name() + "/*");
            }
        }
        return names;
    }

    private static List<String> trees(Manifest release) {
        return release.artifacts().stream()
                .filter(Artifact.Tree.class::isInstance)
                .map(Artifact::name)
                .toList();
    }

    /// Waits for the caches, then reads as the public does.
    void prove(Manifest release, Serving serving, OperationRun run, Progress progress) {
        request.ifPresent(told -> run.takeAside(new Step("cdn wait", told.id(), () -> switch (side.distribution()
                .await(told, progress)) {
            case Distribution.Cleared.All all -> Step.End.done(all.detail());
            case Distribution.Cleared.UnderWay underWay -> new Step.End(StepResult.Ended.UNDER_WAY, underWay.detail());
        })));
        var address = side.reader().map(reader -> reader.address("live.json")).orElse("");
        run.takeAside(new Step("public", address, () -> proof.prove(release, serving, wasPublic, run)));
    }
}
