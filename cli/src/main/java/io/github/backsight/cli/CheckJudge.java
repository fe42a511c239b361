package io.github.backsight.cli;

import io.github.backsight.build.FeatureIds;
import io.github.backsight.build.Inspection;
import io.github.backsight.build.Rows;
import io.github.backsight.config.Configuration;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.history.Combination;
import io.github.backsight.history.InputVersion;
import io.github.backsight.history.Judgement;
import io.github.backsight.release.Gates;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges by what the checks of a build say, by the counts beside those of the good end, as `publish` does, and by how
/// far the inputs are from those of the good end, as `check` does.
///
/// It reads no more than it must: nothing where a release is bad; else the tables, which are cheap; and the polygons
/// only where the tables are not bad by themselves. Inputs that are those of the good end have no drift.
final class CheckJudge implements StateJudge {
    private final Session session;
    private final Workplace workplace;
    private final Configuration configuration;
    private final StateFiles files;
    private final Releases releases;
    private final PinMatch digests;
    private final Combination good;
    private final Map<List<InputVersion>, FeatureIds> features = new HashMap<>();
    private final Map<Stage, Inspection> ofGoodEnd = new HashMap<>();
    private final GoodEndDrift drift;

    private enum Stage {
        TABLES,
        ALL
    }

    /// @param good what the others are compared with
    CheckJudge(Session session, Workplace workplace, StateFiles files, PinMatch digests, Combination good) {
        this.session = session;
        this.workplace = workplace;
        this.configuration = workplace.configuration();
        this.files = files;
        this.releases = new Releases(workplace.store(), workplace.prefix());
        this.digests = digests;
        this.good = good;
        this.drift = new GoodEndDrift(session, workplace, files, good);
    }

    @Override
    public boolean automatic() {
        return true;
    }

    @Override
    public String options() {
        return "";
    }

    @Override
    public Said judge(Combination combination, String question) throws IOException {
        try {
            var release = release(combination);
            return release.isPresent() ? judged(combination, release.get()) : judged(combination);
        } catch (BadInputException e) {
            return said(e.findings());
        }
    }

    private Said judged(Combination combination, Manifest release) throws IOException {
        var told = weighed(combination, inspection(release), Stage.ALL);
        if (isBad(told)) {
            return said(told);
        }
        var ofTables = drift.ofTables(combination);
        return said(isBad(ofTables) ? ofTables : drift.ofPolygons(combination));
    }

    private Said judged(Combination combination) throws IOException {
        var rows = Rows.read(configuration, files.of(combination), session.progress());
        var ofTables = new ArrayList<>(weighed(combination, Inspection.of(configuration, rows), Stage.TABLES));
        ofTables.addAll(drift.ofTables(combination));
        if (isBad(ofTables)) {
            return said(ofTables);
        }
        var all = weighed(combination, joined(combination, rows), Stage.ALL);
        return said(isBad(all) ? all : drift.ofPolygons(combination));
    }

    /// {@return what was found, also beside the good end}
    private List<Finding> weighed(Combination combination, Inspection found, Stage stage) throws IOException {
        var findings = new ArrayList<>(found.findings());
        if (combination.equals(good)) {
            ofGoodEnd.put(stage, found);
        } else {
            findings.addAll(Gates.compared(
                    new Gates.Counted("these inputs", found.counts()),
                    new Gates.Counted("the good end", goodEnd(stage).counts())));
        }
        return findings;
    }

    private Inspection goodEnd(Stage stage) throws IOException {
        var known = ofGoodEnd.get(stage);
        return known == null ? inspected(good, stage) : known;
    }

    /// The good end was judged before, perhaps by a process that ended since.
    private Inspection inspected(Combination combination, Stage stage) throws IOException {
        var release = release(combination);
        if (release.isPresent()) {
            return inspection(release.get());
        }
        var rows = Rows.read(configuration, files.of(combination), session.progress());
        var found = stage == Stage.TABLES ? Inspection.of(configuration, rows) : joined(combination, rows);
        ofGoodEnd.put(stage, found);
        return found;
    }

    private Inspection joined(Combination combination, Rows rows) throws IOException {
        return Inspection.of(configuration, rows, features(combination));
    }

    private FeatureIds features(Combination combination) throws IOException {
        var versions = configuration.coverage().stream()
                .map(input -> combination.version(input.name()))
                .toList();
        var known = features.get(versions);
        if (known != null) {
            return known;
        }
        var read = FeatureIds.read(configuration, files.of(combination), workplace.threads(), session.progress());
        features.put(versions, read);
        return read;
    }

    private static Inspection inspection(Manifest release) {
        return new Inspection(release.counts(), release.findings());
    }

    /// {@return the release of this combination and the present recipe, if it was ever built}
    private Optional<Manifest> release(Combination combination) throws IOException {
        var pins = new ArrayList<Pin>();
        for (var input : configuration.inputs()) {
            var version = combination.version(input.name());
            var sha256 = digests.vouched(input.key(), version.id());
            if (sha256.isEmpty()) {
                return Optional.empty();
            }
            pins.add(new Pin(input.name(), input.key(), version.id(), version.size(), sha256.get()));
        }
        return releases.find(ReleaseId.of(pins, workplace.recipe(), Manifest.FORMAT));
    }

    private static Said said(List<Finding> findings) {
        var codes = failed(findings).map(Finding::code).distinct().toList();
        return failed(findings)
                .findFirst()
                .map(first -> new Said(Judgement.BAD, why(first, codes.subList(1, codes.size()))))
                .orElseGet(() -> new Said(Judgement.GOOD, ""));
    }

    /// @param others codes of what else was found
    private static String why(Finding first, List<String> others) {
        return first.code() + ": " + first.message()
                + (first.examples().isEmpty() ? "" : " (" + first.examples().getFirst() + ")")
                + (others.isEmpty() ? "" : "; also " + String.join(", ", others));
    }

    private static boolean isBad(List<Finding> findings) {
        return failed(findings).findAny().isPresent();
    }

    private static Stream<Finding> failed(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.severity() == Severity.FAIL);
    }
}
