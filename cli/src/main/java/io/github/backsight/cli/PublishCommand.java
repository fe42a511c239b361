package io.github.backsight.cli;

import io.github.backsight.release.Action;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes a release live.
@Command(
        name = "publish",
        header = "Make a release live.",
        description = {
            "",
            "Moves the live pointer to a release, by default to the one that the newest inputs make. A release that its "
                    + "checks call bad is refused without --force. The pointer moves only if nobody else has moved it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight publish              the release of the newest inputs",
            "  backsight publish 3f2a         any release, by the beginning of its id",
            "  backsight publish --dry-run    what would change"
        })
final class PublishCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "The release, or at least 4 characters of its id. Default: of the newest inputs.")
    private Optional<String> release = Optional.empty();

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            options.awaitTurn(session, workplace, Action.PUBLISH);
            var target = release.isPresent() ? resolved(workplace, release.get()) : ofNewestInputs(session, workplace);
            var plan = Readers.planner(workplace).publish(target, options.intent(session));
            return options.settle(session, workplace, plan, false);
        }
    }

    static ReleaseId resolved(Workplace workplace, String start) throws IOException {
        return found(workplace, start).id();
    }

    /// {@return the release whose id begins so}
    static Manifest found(Workplace workplace, String start) throws IOException {
        try {
            return new Releases(workplace.store(), workplace.prefix()).resolve(start);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e);
        }
    }

    private static ReleaseId ofNewestInputs(Session session, Workplace workplace) throws IOException {
        var configuration = workplace.configuration();
        var pins = io.github.backsight.input.Pins.newest(workplace.store(), configuration.inputs(), session.progress());
        var id = ReleaseId.of(pins, workplace.recipe(), Manifest.FORMAT);
        if (new Releases(workplace.store(), workplace.prefix()).find(id).isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the newest inputs have not been built: there is no release " + id
                            + ". Run 'backsight build' first, or name a release that 'backsight releases' lists");
        }
        return id;
    }
}
