package io.github.backsight.cli;

import io.github.backsight.build.InputFile;
import io.github.backsight.check.DriftMeter;
import io.github.backsight.check.PolygonDrift;
import io.github.backsight.check.TableDrift;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads local files as inputs, and sees how far one is from another.
record DriftReading(Configuration configuration, Progress progress) {
    Table table(TableSettings settings, Path file, Findings findings) throws IOException {
        return InputFile.table(configuration, settings, file, progress, findings);
    }

    Polygons polygons(PolygonSettings settings, Path file, Findings findings) throws IOException {
        return InputFile.polygons(configuration, settings, file, threads(), progress, findings)
                .polygons();
    }

    int threads() {
        return configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
    }

    /// @param findings gets nothing but drift
    void see(DriftMeter meter, InputSettings input, Path before, Path now, Findings findings) throws IOException {
        var unheard = new Findings(findings.object());
        switch (input) {
            case PolygonSettings polygons -> see(meter, polygons, before, polygons(polygons, now, unheard), findings);
            case TableSettings table -> see(meter, table, before, table(table, now, unheard), findings);
        }
    }

    void see(DriftMeter meter, PolygonSettings settings, Path before, Polygons now, Findings findings)
            throws IOException {
        var then = polygons(settings, before, new Findings(findings.object()));
        PolygonDrift.see(meter, then, now, groupCharacters(), findings);
    }

    void see(DriftMeter meter, TableSettings settings, Path before, Table now, Findings findings) throws IOException {
        var then = table(settings, before, new Findings(findings.object()));
        boolean main = settings.equals(configuration.mainTable());
        var score = main ? Optional.of(configuration.map().score()) : Optional.<String>empty();
        TableDrift.see(meter, then, now, settings.id(), groupCharacters(), score, findings);
    }

    private int groupCharacters() {
        return configuration.map().low().group();
    }
}
