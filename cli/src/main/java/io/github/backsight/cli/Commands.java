package io.github.backsight.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// All commands by their names, in the order of a first day's use.
final class Commands {
    private static final Map<String, Supplier<Operation>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("demo", DemoCommand::new);
        ALL.put("init", InitCommand::new);
        ALL.put("put", PutCommand::new);
        ALL.put("versions", VersionsCommand::new);
        ALL.put("get", GetCommand::new);
        ALL.put("check", CheckCommand::new);
        ALL.put("verdict", VerdictCommand::new);
        ALL.put("diff", DiffCommand::new);
        ALL.put("build", BuildCommand::new);
        ALL.put("geo-score", GeoScoreCommand::new);
        ALL.put("generate-map-tiles", GenerateMapTilesCommand::new);
        ALL.put("publish", PublishCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("releases", ReleasesCommand::new);
        ALL.put("history", HistoryCommand::new);
        ALL.put("rollback", RollbackCommand::new);
        ALL.put("unfreeze", UnfreezeCommand::new);
        ALL.put("quarantine", QuarantineCommand::new);
        ALL.put("undo", UndoCommand::new);
        ALL.put("apply", ApplyCommand::new);
        ALL.put("recover", RecoverCommand::new);
        ALL.put("evidence", EvidenceCommand::new);
        ALL.put("bisect", BisectCommand::new);
        ALL.put("runbook", RunbookCommand::new);
        ALL.put("runway", RunwayCommand::new);
        ALL.put("pin", PinCommand::new);
        ALL.put("drill", DrillCommand::new);
        ALL.put("render", RenderCommand::new);
        ALL.put("export", ExportCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("serve", ServeCommand::new);
        ALL.put("help", HelpCommand::new);
    }

    private Commands() {}

    /// {@return the commands that picocli needs for these arguments: the one that they begin with, or all}
    ///
    /// To read what every command says of itself takes picocli a fifth of the time of a short command.
    static Map<String, Supplier<Operation>> neededFor(String... arguments) {
        var first = arguments.length == 0 ? "" : arguments[0];
        var named = ALL.get(first);
        return named == null || first.equals("help") ? ALL : Map.of(first, named);
    }
}
