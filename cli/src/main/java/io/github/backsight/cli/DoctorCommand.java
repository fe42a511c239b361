package io.github.backsight.cli;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.doctor.Examination;
import io.github.backsight.doctor.FolderExamination;
import io.github.backsight.input.InputCache;
import io.github.backsight.s3.BucketExamination;
import io.github.backsight.s3.CloudFrontDistribution;
import io.github.backsight.s3.PublicExamination;
import io.github.backsight.s3.S3Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// Says whether a rollback is possible right now.
@Command(
        name = "doctor",
        header = "Is a rollback possible right now? Looks at everything that it needs.",
        description = {
            "",
            "Touches nothing of yours. In a bucket it writes scratch objects below PREFIX/.backsight/ to try each "
                    + "permission. Exit code 3 when something stands in the way of a rollback.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  backsight doctor", "  backsight doctor --json | jq '.[] | select(.state != \"GOOD\")'"})
final class DoctorCommand implements Operation {

    /// What was found, in the order of looking.
    record Examined(List<Diagnosis> diagnoses) implements Result {
        @Override
        public Object json() {
            return diagnoses;
        }

        @Override
        public ExitCode exitCode() {
            return count(Diagnosis.State.BAD) == 0 ? ExitCode.DONE : ExitCode.REFUSED;
        }

        private long count(Diagnosis.State state) {
            return diagnoses.stream()
                    .filter(diagnosis -> diagnosis.state() == state)
                    .count();
        }

        @Override
        public void describe(Console console) {
            for (var diagnosis : diagnoses) {
                console.line(state(diagnosis.state(), console) + "  " + diagnosis.subject() + ": " + diagnosis.found()
                        + ".");
                if (!diagnosis.action().isEmpty()) {
                    console.line("         " + diagnosis.action() + ".");
                }
            }
            var rest = count(Diagnosis.State.WARNING) + " warnings, " + count(Diagnosis.State.UNKNOWN) + " unknown.";
            console.line(
                    exitCode() == ExitCode.DONE
                            ? console.good("Nothing found stands in the way of a rollback; ") + rest
                            : console.bad(count(Diagnosis.State.BAD) + " stand in the way of a rollback; ") + rest);
        }

        private static String state(Diagnosis.State state, Console console) {
            var text = String.format(Locale.ROOT, "%-7s", state.name().toLowerCase(Locale.ROOT));
            return switch (state) {
                case GOOD -> console.good(text);
                case WARNING -> console.warning(text);
                case BAD -> console.bad(text);
                case UNKNOWN -> console.faint(text);
            };
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var configuration = workplace.configuration();
            var findings = new Examination(workplace.store(), configuration).examine();
            var diagnoses = new ArrayList<Diagnosis>();
            diagnoses.add(Diagnosis.good("configuration", configuration.file() + " can be read"));
            switch (configuration.store()) {
                case StoreLocation.Folder folder -> diagnoses.addAll(FolderExamination.store(folder.path()));
                case StoreLocation.Bucket bucket ->
                    diagnoses.addAll(BucketExamination.examine(
                            bucket,
                            S3Options.of(configuration.publish()),
                            Workplace.surroundings(session),
                            configuration,
                            findings.pins()));
            }
            diagnoses.addAll(findings.diagnoses());
            diagnoses.addAll(PublicExamination.examine(configuration, workplace.store()));
            diagnoses.addAll(distribution(configuration.publish()));
            diagnoses.addAll(FolderExamination.cache(
                    InputCache.folderBeside(session.configurationFile()), findings.inputBytes()));
            return new Examined(List.copyOf(diagnoses));
        }
    }

    private static List<Diagnosis> distribution(PublishSettings publish) {
        if (publish.cloudfront().isEmpty()) {
            return List.of();
        }
        try (var distribution = CloudFrontDistribution.open(publish.cloudfront().get(), publish)) {
            return List.of(distribution.examine());
        }
    }
}
