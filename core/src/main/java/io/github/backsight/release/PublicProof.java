package io.github.backsight.release;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether the public gets what was published, by its own address (law 8).
///
/// Caches may go on answering the old for a while: each look is repeated for a bounded time, with the very address that
/// readers use, since an address made fresh for the look would prove nothing.
final class PublicProof {
    private static final int LOOKS = 31;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Pattern RELEASE = Pattern.compile("\"release\"\\s*:\\s*\"([0-9a-f]{16})\"");

    private final PublicSide side;
    private final StoreReader reader;
    private final Layout layout;

    PublicProof(PublicSide side, StoreReader reader, Layout layout) {
        this.side = side;
        this.reader = reader;
        this.layout = layout;
    }

    /// Something that the public must get.
    private record Wanted(String name, Sha256 sha256) {}

    /// {@return whether the map is public: as configured, else whether the pointer can be read by everybody now}
    boolean isPublic() {
        if (side.reader().isEmpty()) {
            return false;
        }
        if (side.access() == PublicSide.Access.EVERYBODY) {
            return true;
        }
        try {
            return switch (side.reader().get().read("live.json")) {
                case PublicReader.Answer.Bytes unused -> true;
                case PublicReader.Answer.Refused unused -> false;
            };
        } catch (IOException e) {
            return false;
        }
    }

    /// Looks until the public gets all of `release`, or time is up.
    ///
    /// @param wasPublic what [#isPublic()] said before anything changed
    Step.End prove(Manifest release, Serving serving, boolean wasPublic) throws IOException {
        if (side.reader().isEmpty()) {
            return new Step.End(StepResult.Ended.NOTHING_TO_DO, "no public address is known (publish.url)");
        }
        if (!wasPublic) {
            return new Step.End(
                    StepResult.Ended.NOTHING_TO_DO, "the map is not public: nobody could read it anonymously before");
        }
        int looks = 0;
        var wanted = wanted(release, serving);
        var firstLook = Looks.sideBySide(wanted, this::wrong);
        for (int i = 0; i < wanted.size(); i++) {
            var each = wanted.get(i);
            var wrong = firstLook.get(i);
            while (wrong.isPresent() && ++looks < LOOKS) {
                side.waiting().pass(BETWEEN);
                wrong = wrong(each);
            }
            if (wrong.isPresent()) {
                return Step.End.failed("release " + release.id() + " is live in the store, but "
                        + side.reader().get().address(each.name()) + " " + wrong.get());
            }
        }
        return Step.End.done("an anonymous reader gets release " + release.id() + " at "
                + side.reader().get().address("live.json") + " (" + wanted.size() + " addresses read)");
    }

    private List<Wanted> wanted(Manifest release, Serving serving) throws IOException {
        var wanted = new ArrayList<Wanted>();
        reader.find(layout.live()).ifPresent(found -> wanted.add(new Wanted("live.json", Sha256.of(found.bytes()))));
        for (var artifact : release.artifacts()) {
            if (artifact instanceof Artifact.File file && StableDocuments.keeps(file.name())) {
                wanted.add(new Wanted(file.name(), file.sha256()));
            }
        }
        var smallest = release.artifacts().stream()
                .map(artifact -> switch (artifact) {
                    case Artifact.File file -> file;
                    case Artifact.Tree tree -> tree.index();
                })
                .filter(file -> !StableDocuments.keeps(file.name()))
                .min(Comparator.comparingLong(Artifact.File::size));
        smallest.ifPresent(
                file -> wanted.add(new Wanted("releases/" + release.id() + "/" + file.name(), file.sha256())));
        if (serving == Serving.IN_PLACE) {
            addFixed(release, wanted);
        }
        return wanted;
    }

    private void addFixed(Manifest release, List<Wanted> wanted) throws IOException {
        var places = FixedPlaces.of(release, reader, layout).files();
        places.entrySet().stream()
                .min(Comparator.comparingLong(file -> file.getValue().size()))
                .ifPresent(file ->
                        wanted.add(new Wanted(file.getKey(), file.getValue().sha256())));
        places.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".pbf"))
                .findFirst()
                .ifPresent(file ->
                        wanted.add(new Wanted(file.getKey(), file.getValue().sha256())));
    }

    /// {@return what is wrong with what the public gets, as it follows the address; empty when nothing is}
    private Optional<String> wrong(Wanted wanted) {
        try {
            return switch (side.reader().orElseThrow().read(wanted.name())) {
                case PublicReader.Answer.Bytes bytes ->
                    bytes.sha256().equals(wanted.sha256())
                            ? Optional.empty()
                            : Optional.of("still answers " + answered(bytes));
                case PublicReader.Answer.Refused refused ->
                    Optional.of("answers " + refused.what()
                            + ". Check publish.access, the bucket's policy and its public access block");
            };
        } catch (IOException e) {
            return Optional.of("does not answer: " + e.getMessage());
        }
    }

    private static String answered(PublicReader.Answer.Bytes bytes) {
        var release = RELEASE.matcher(bytes.start());
        return release.find() ? "release " + release.group(1) : "other bytes";
    }
}
