package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    record Row(
            String input,
            String key,
            String version,
            Instant time,
            Optional<Long> size,
            Optional<String> sha256,
            boolean latest,
            boolean deleteMarker) {}

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
                            List.of("  VERSION", "TIME", ">SIZE", "SHA-256", ""),
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
                    row.deleteMarker() ? "deleted" : row.latest() ? "latest" : "");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var store = workplace.store();
            var inputs = inputs(session, workplace.configuration());
            var rows = new ArrayList<Row>();
            for (var input : inputs) {
                for (var entry : InputHistory.of(store, input.key())) {
                    rows.add(row(store, input, entry));
                }
            }
            return new Listed(inputs.stream().map(InputSettings::name).toList(), List.copyOf(rows));
        }
    }

    private List<InputSettings> inputs(Session session, Configuration configuration) throws IOException {
        return name.isEmpty() ? configuration.inputs() : List.of(session.input(configuration, name.get()));
    }

    private static Row row(ObjectStore store, InputSettings input, Entry entry) throws IOException {
        var key = input.key().value();
        var id = entry.id().value();
        return switch (entry) {
            case Entry.Version version ->
                new Row(
                        input.name(),
                        key,
                        id,
                        version.time(),
                        Optional.of(version.size()),
                        store.details(version.key(), version.id()).sha256().map(sha256 -> sha256.hex()),
                        version.newest(),
                        false);
            case Entry.DeleteMarker marker ->
                new Row(
                        input.name(),
                        key,
                        id,
                        marker.time(),
                        Optional.empty(),
                        Optional.empty(),
                        marker.newest(),
                        true);
        };
    }
}
