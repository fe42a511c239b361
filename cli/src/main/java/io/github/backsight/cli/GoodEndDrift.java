package io.github.backsight.cli;

import io.github.backsight.check.DriftMeter;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.history.Combination;
import io.github.backsight.history.InputVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far the inputs of a state are from those of the good end of a bisect, by the limits of
/// `checks.drift`. Each version is looked at once. For one thread.
final class GoodEndDrift {
    private final Session session;
    private final Configuration configuration;
    private final StateFiles files;
    private final Combination good;
    private final DriftHistory history;
    private final Map<Version, List<Finding>> seen = new HashMap<>();
    private final Set<String> unobtainable = new HashSet<>();

    private record Version(String input, InputVersion version) {}

    GoodEndDrift(Session session, Workplace workplace, StateFiles files, Combination good) {
        this.session = session;
        this.configuration = workplace.configuration();
        this.files = files;
        this.good = good;
        this.history = new DriftHistory(workplace);
    }

    /// @throws UnobtainableException if a file of that state cannot be had
    List<Finding> ofTables(Combination combination) throws IOException {
        return of(TableSettings.class, combination);
    }

    /// @throws UnobtainableException if a file of that state cannot be had
    List<Finding> ofPolygons(Combination combination) throws IOException {
        return of(PolygonSettings.class, combination);
    }

    private List<Finding> of(Class<? extends InputSettings> kind, Combination combination) throws IOException {
        var findings = new ArrayList<Finding>();
        for (var input : configuration.inputs()) {
            if (kind.isInstance(input) && !combination.version(input.name()).equals(good.version(input.name()))) {
                findings.addAll(of(input, combination));
            }
        }
        return findings;
    }

    private List<Finding> of(InputSettings input, Combination combination) throws IOException {
        var version = new Version(input.name(), combination.version(input.name()));
        var known = seen.get(version);
        if (known != null) {
            return known;
        }
        var findings = measured(input, combination);
        seen.put(version, findings);
        return findings;
    }

    private List<Finding> measured(InputSettings input, Combination combination) throws IOException {
        var before = ofGoodEnd(input);
        if (before.isEmpty()) {
            return List.of();
        }
        var findings = new Findings(input.key().value());
        new DriftReading(configuration, session.progress())
                .see(
                        new DriftMeter(configuration.checks().drift(), history.of(input.name())),
                        input,
                        before.get(),
                        files.of(combination).file(input.name()),
                        findings);
        return findings.list();
    }

    /// {@return the file of the good end; empty, and said once, where it lies in an archive: a release
    /// may have told that it is good}
    private Optional<Path> ofGoodEnd(InputSettings input) throws IOException {
        try {
            return Optional.of(files.of(good).file(input.name()));
        } catch (UnobtainableException e) {
            if (unobtainable.add(input.name())) {
                session.note("backsight: no drift of input " + input.name() + " is judged, since that of the good end"
                        + " cannot be had: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}
