package io.github.backsight.cli;

import io.github.backsight.release.Quarantine;
import io.github.backsight.release.Quarantined;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/// Lists what is in quarantine.
@Command(
        name = "quarantine",
        header = "Which bytes of the inputs a rollback took away; let some of them be used again.",
        description = {
            "",
            "After a rollback the bytes of each input that the release which was left had other than the one that it "
                    + "went to are in quarantine, under whatever version id they come back: 'build' and 'publish' refuse "
                    + "them, without --force. An undo of the rollback lifts that, and so does 'quarantine lift'. This "
                    + "command changes nothing.",
            ""
        },
        synopsisSubcommandLabel = "[lift DIGEST]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight quarantine                                                what is in it, and why",
            "  backsight quarantine lift 36c6b64ec5f6 --reason \"it was the census\"   let it be built again"
        },
        subcommands = QuarantineLiftCommand.class)
final class QuarantineCommand implements Operation {

    /// @param quarantined the newest rollback first
    record Listed(List<Quarantined> quarantined) implements Result {
        @Override
        public Object json() {
            return quarantined;
        }

        @Override
        public void describe(Console console) {
            if (quarantined.isEmpty()) {
                console.line("Nothing is in quarantine.");
            }
            for (var each : quarantined) {
                console.line(console.strong(each.input()) + "  " + each.key() + "  version " + each.version()
                        + "  SHA-256 " + each.sha256());
                console.line("    taken away by " + each.text());
                console.line("    operation " + each.operation() + console.faint(" (backsight evidence)"));
                console.line("    if these bytes are right: " + each.lifting());
            }
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            return new Listed(new Quarantine(workplace.store(), workplace.prefix()).now());
        }
    }
}
