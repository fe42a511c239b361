package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Quarantine;
import io.github.backsight.release.Quarantined;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Verdict;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "versions",
        header = "List the versions of the inputs, newest first.",
        description = {
            "",
            "Shows every version and delete marker that the store has: when it was written, how big it is, and its "
                    + "SHA-256. The order is the store's own, which is right even where times are equal.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight versions                 all inputs",
            "  backsight versions score           one input",
            "  backsight versions score --json    for scripts: a list, newest first"
        })
final class VersionsCommand implements Operation {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INPUT",
            description = "The input's name in the configuration (default: all inputs).")
    private Optional<String> name = Optional.empty();

    /// One version or delete marker.
    ///
    /// @param size in bytes; empty for a delete marker
    /// @param sha256 empty for a delete marker, and where the store was never told
    /// @param verdict what is said of these bytes; where nobody has looked, good when a release made
    /// from them is good, bad when all are bad, empty without any
    /// @param stale whether checks said so by other rules than there are now: 'backsight check' asks
    /// them again
    /// @param releases those that were made from these bytes, by id
    /// @param quarantined whether a rollback took these bytes away: see 'backsight quarantine'
    record Row(
            String input,
            String key,
            String version,
            Instant time,
            Optional<Long> size,
            Optional<String> sha256,
            boolean latest,
            boolean deleteMarker,
            Optional<Verdict> verdict,
            boolean stale,
            List<ReleaseId> releases,
            boolean quarantined) {
        String remark() {
            var latestOrDeleted = deleteMarker ? "deleted" : latest ? "latest" : "";
            return (latestOrDeleted + (quarantined ? " quarantined" : "") + (stale ? " judged by other rules" : ""))
                    .strip();
        }
    }

    /// @param inputs the names of the inputs that were asked for
    record Listed(List<String> inputs, List<Row> versions) implements Result {
        private static final int SHOWN_DIGITS = 12;

        @Override
        public Object json() {
            return versions;
        }

        @Override
        public void describe(Console console) {
            for (var input : inputs) {
                var rows = versions.stream()
                        .filter(row -> row.input().equals(input))
                        .toList();
                if (rows.isEmpty()) {
                    console.line(
                            console.strong(input) + " has no version yet. Put one: backsight put " + input + " FILE");
                } else {
                    console.line(console.strong(input) + "  "
                            + console.faint(rows.getFirst().key()));
                    console.table(
                            List.of("  VERSION", "TIME", ">SIZE", "SHA-256", "VERDICT", "RELEASES", ""),
                            rows.stream().map(Listed::cells).toList());
                }
            }
        }

        private static List<String> cells(Row row) {
            return List.of(
                    "  " + row.version(),
                    Figures.time(row.time()),
                    row.size().map(Figures::bytes).orElse(""),
                    row.sha256().map(hex -> hex.substring(0, SHOWN_DIGITS)).orElse(""),
                    row.verdict()
                            .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                            .orElse(""),
                    row.releases().stream().map(ReleaseId::value).collect(Collectors.joining(" ")),
                    row.remark());
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var store = workplace.store();
            var inputs = inputs(session, workplace.configuration());
            var manifests = new Releases(store, workplace.prefix()).list();
            var held = new Quarantine(store, workplace.prefix()).now();
            var rows = new ArrayList<Row>();
            for (var input : inputs) {
                var history = InputHistory.of(store, input.key());
                var digests = store.digests(input.key(), versions(history));
                var judged = new Verdicts(store, workplace.prefix()).all(input.name());
                history.forEach(entry -> rows.add(row(
                        workplace.configuration(),
                        Optional.ofNullable(digests.get(entry.id())),
                        manifests,
                        judged,
                        held,
                        input,
                        entry)));
            }
            return new Listed(inputs.stream().map(InputSettings::name).toList(), List.copyOf(rows));
        }
    }

    private List<InputSettings> inputs(Session session, Configuration configuration) throws IOException {
        return name.isEmpty() ? configuration.inputs() : List.of(session.input(configuration, name.get()));
    }

    private static List<VersionId> versions(List<Entry> history) {
        return history.stream()
                .filter(Entry.Version.class::isInstance)
                .map(Entry::id)
                .toList();
    }

    private static Row row(
            Configuration configuration,
            Optional<Sha256> sha256,
            List<Manifest> manifests,
            Map<Sha256, InputVerdict> judged,
            List<Quarantined> held,
            InputSettings input,
            Entry entry) {
        return switch (entry) {
            case Entry.Version version -> {
                var users = manifests.stream()
                        .filter(manifest -> manifest.pin(input.name())
                                .filter(pin -> sha256.equals(Optional.of(pin.sha256())))
                                .isPresent())
                        .toList();
                var said = sha256.flatMap(each -> Optional.ofNullable(judged.get(each)));
                yield new Row(
                        input.name(),
                        input.key().value(),
                        version.id().value(),
                        version.time(),
                        Optional.of(version.size()),
                        sha256.map(Sha256::hex),
                        version.newest(),
                        false,
                        said.map(InputVerdict::verdict)
                                .or(() -> ofReleases(users.stream().map(Manifest::verdict))),
                        said.filter(each -> InputJudge.isStale(configuration, each))
                                .isPresent(),
                        users.stream().map(Manifest::id).toList(),
                        held.stream().anyMatch(each -> holds(each, sha256, version)));
            }
            case Entry.DeleteMarker marker ->
                new Row(
                        input.name(),
                        input.key().value(),
                        marker.id().value(),
                        marker.time(),
                        Optional.empty(),
                        Optional.empty(),
                        marker.newest(),
                        true,
                        Optional.empty(),
                        false,
                        List.of(),
                        false);
        };
    }

    /// Where the store was never told a digest, the version that was pinned is known all the same.
    private static boolean holds(Quarantined held, Optional<Sha256> sha256, Entry.Version version) {
        return sha256.map(held.sha256()::equals)
                .orElseGet(
                        () -> held.key().equals(version.key()) && held.version().equals(version.id()));
    }

    /// {@return what is said of bytes that nobody has looked at, from what is said of the releases
    /// that were made of them}
    static Optional<Verdict> ofReleases(Stream<Verdict> verdicts) {
        return verdicts.min(Comparator.comparingInt(List.of(Verdict.GOOD, Verdict.INCONCLUSIVE, Verdict.BAD)::indexOf));
    }
}
