package io.github.backsight.release;

import io.github.backsight.release.PublicSample.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether the public gets what was published, by its own addresses (law 8).
///
/// Caches may go on answering the old for a while, each for itself, so that the public gets a mix: all addresses
/// are looked at again and again, for a bounded time, until in one look every one of them answers what was
/// published. The very addresses that readers use are asked, since one made fresh for the look would prove
/// nothing.
final class PublicProof {
    private static final int LOOKS = 31;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Pattern RELEASE = Pattern.compile("\"release\"\\s*:\\s*\"([0-9a-f]{16})\"");

    private final PublicSide side;
    private final PublicSample sample;

    PublicProof(PublicSide side, StoreReader reader, Layout layout) {
        this.side = side;
        this.sample = new PublicSample(reader, layout);
    }

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
    /// @param run is told of each look
    Step.End prove(Manifest release, Serving serving, boolean wasPublic, OperationRun run) throws IOException {
        if (side.reader().isEmpty()) {
            return new Step.End(StepResult.Ended.NOTHING_TO_DO, "no public address is known (publish.url)");
        }
        if (!wasPublic) {
            return new Step.End(
                    StepResult.Ended.NOTHING_TO_DO, "the map is not public: nobody could read it anonymously before");
        }
        var wanted = sample.of(release, serving);
        for (int looks = 1; ; looks++) {
            var probes = look(wanted, looks);
            run.probed(probes);
            var wrong = probes.stream().filter(probe -> !probe.right()).toList();
            if (wrong.isEmpty()) {
                return Step.End.done("an anonymous reader gets release " + release.id() + " at "
                        + side.reader().get().address("live.json") + " (" + Probe.addresses(probes)
                        + " addresses read)");
            }
            if (looks == LOOKS) {
                return Step.End.failed("release " + release.id() + " is live in the store, but "
                        + wrong.getFirst().text() + " " + wrong.getFirst().answer() + " (" + Probe.addresses(wrong)
                        + " of " + Probe.addresses(probes) + " addresses do not answer with it)");
            }
            side.waiting().pass(BETWEEN);
        }
    }

    private List<Probe> look(List<Wanted> wanted, int looks) throws IOException {
        var answers = Looks.sideBySide(wanted, this::wrong);
        var probes = new ArrayList<Probe>();
        for (int i = 0; i < wanted.size(); i++) {
            var answer = answers.get(i);
            var each = wanted.get(i);
            probes.add(new Probe(
                    side.reader().orElseThrow().address(each.name()),
                    each.part().map(PublicSample.Part::text).orElse(""),
                    each.sha256(),
                    answer.isEmpty(),
                    answer.orElse(""),
                    looks));
        }
        return probes;
    }

    /// {@return what is wrong with what the public gets, as it follows the address; empty when nothing is}
    private Optional<String> wrong(Wanted wanted) {
        try {
            return switch (answer(wanted)) {
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

    private PublicReader.Answer answer(Wanted wanted) throws IOException {
        var reader = side.reader().orElseThrow();
        var part = wanted.part();
        return part.isEmpty()
                ? reader.read(wanted.name())
                : reader.read(wanted.name(), part.get().offset(), part.get().length());
    }

    private static String answered(PublicReader.Answer.Bytes bytes) {
        var release = RELEASE.matcher(bytes.start());
        return release.find() ? "release " + release.group(1) : "other bytes";
    }
}
