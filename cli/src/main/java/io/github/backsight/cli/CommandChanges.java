package io.github.backsight.cli;

import io.github.backsight.cli.OwnCommands.Ran;
import io.github.backsight.console.Answers.Unanswered;
import io.github.backsight.console.Changes;
import io.github.backsight.console.Person;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/// Carries out what people decide in the console by running the commands under their names. Threads may share it.
record CommandChanges(OwnCommands commands) implements Changes {
    /// What people read of a plan ends here: what follows is about the file that it was saved to.
    private static final String SAVED = "PLAN ONLY:";

    @Override
    public Planned plan(Person who, Wish wish, Path file) throws Unanswered {
        var name = wish.action().name().toLowerCase(Locale.ROOT);
        var arguments = new ArrayList<>(List.of(name));
        wish.release().ifPresent(arguments::add);
        // In one word: a reason that begins as an option does is still a reason.
        arguments.add("--reason=" + wish.reason());
        if (wish.force()) {
            arguments.add("--force");
        }
        var command = command(arguments);
        arguments.addAll(List.of("--plan-out", file.toString()));
        var ran = commands.runAs(who.name(), arguments, Progress.SILENT);
        if (!ran.endedWell() || !Files.exists(file)) {
            throw new Unanswered(
                    ran.err().isBlank() ? ran.out().strip() : ran.err().strip());
        }
        return planned(file, text(ran.out()), command);
    }

    private static Planned planned(Path file, String text, String command) throws Unanswered {
        try {
            var saved = new JsonMapper().readTree(Files.readAllBytes(file));
            boolean refused = StreamSupport.stream(saved.at("/plan/findings").spliterator(), false)
                    .anyMatch(finding -> finding.path("severity").asString("").equalsIgnoreCase("fail"));
            boolean forced = saved.at("/plan/intent/checks").asString("").equalsIgnoreCase("overruled");
            return new Planned(
                    saved.path("digest").asString(),
                    saved.at("/plan/release").asString(),
                    text,
                    refused && !forced,
                    command);
        } catch (IOException e) {
            throw new Unanswered("the plan cannot be read again: " + e.getMessage());
        }
    }

    private static String text(String out) {
        int end = out.indexOf(SAVED);
        return (end < 0 ? out : out.substring(0, end)).strip();
    }

    private static String command(List<String> arguments) {
        var text = new StringBuilder("backsight");
        for (var argument : arguments) {
            boolean plain = argument.matches("[A-Za-z0-9._@/=-]+");
            text.append(' ').append(plain ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }

    @Override
    public Ending apply(Person who, Path plan, String digest, Progress progress) {
        return ended(who, List.of("apply", plan.toString(), "--expect", digest, "--yes"), progress);
    }

    @Override
    public Ending recover(Person who, Progress progress) {
        return ended(who, List.of("recover", "--yes"), progress);
    }

    @Override
    public Ending unfreeze(Person who, String reason) {
        return ended(who, List.of("unfreeze", "--reason=" + reason), Progress.SILENT);
    }

    @Override
    public Ending check(Person who, String input, Path file, Progress progress) {
        return ended(who, List.of("put", input, file.toString(), "--dry-run"), progress);
    }

    @Override
    public Ending put(Person who, String input, Path file, boolean force, Progress progress) {
        var arguments = new ArrayList<>(List.of("put", input, file.toString()));
        if (force) {
            arguments.add("--force");
        }
        return ended(who, arguments, progress);
    }

    private Ending ended(Person who, List<String> arguments, Progress progress) {
        var all = new ArrayList<>(arguments);
        all.add("--json");
        Ran ran = commands.runAs(who.name(), all, progress);
        return new Ending(ran.exitCode(), ran.out(), ran.err().strip());
    }
}
