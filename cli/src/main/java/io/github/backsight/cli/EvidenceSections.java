package io.github.backsight.cli;

import io.github.backsight.release.Evidence;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.Plan;
import io.github.backsight.release.Seen;
import io.github.backsight.release.StepResult;
import io.github.backsight.store.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the page and the text both show of an operation, in the same order and words.
final class EvidenceSections {
    private static final String NOT_RECORDED = "not recorded";

    private final Evidence evidence;

    private EvidenceSections(Evidence evidence) {
        this.evidence = evidence;
    }

    /// @param rows at least one
    record Section(String title, List<Row> rows) {}

    record Row(String label, String text) {}

    static List<Section> of(Evidence evidence) {
        var sections = new EvidenceSections(evidence);
        return List.of(
                new Section("Operation " + evidence.operation(), sections.operation()),
                new Section("Plan", sections.plan()),
                new Section("Before and after", sections.objects()),
                new Section("Steps", sections.steps()),
                new Section("What the public was given", sections.probes()),
                new Section("Journal", sections.journal()));
    }

    private List<Row> operation() {
        var rows = new ArrayList<Row>();
        rows.add(new Row("what", word(evidence.action())));
        rows.add(new Row(
                "releases",
                "from " + evidence.previous().map(Object::toString).orElse("nothing") + " to " + evidence.release()));
        rows.add(new Row("who", evidence.who()));
        rows.add(new Row("why", evidence.reason().isBlank() ? "no reason given" : evidence.reason()));
        rows.add(new Row("begun", time(Optional.of(evidence.begun()))));
        rows.add(new Row("ended", time(evidence.ended())));
        rows.add(new Row("how", word(evidence.end()) + ": " + evidence.ending()));
        rows.add(new Row(
                "exit code",
                evidence.exitCode().map(code -> Integer.toString(code)).orElse(NOT_RECORDED)));
        rows.add(new Row(
                "overruled", evidence.overruled().isEmpty() ? "none" : String.join(", ", evidence.overruled())));
        rows.add(new Row("time to safe", timeToSafe()));
        return rows;
    }

    private String timeToSafe() {
        return evidence.timeToSafe()
                .map(safe -> "safe after " + Figures.duration(Duration.ofMillis(safe.milliseconds())) + ": "
                        + Figures.count(safe.addresses(), "address answers", "addresses answer") + " with release "
                        + evidence.release())
                .orElse(NOT_RECORDED);
    }

    private List<Row> plan() {
        Plan plan = evidence.plan();
        var rows = new ArrayList<Row>();
        rows.add(new Row(
                "live pointer",
                plan.seenLive().key() + ": " + plan.seenLive().text()
                        + (plan.movesPointer() ? " → names release " : " stays, and names release ") + plan.release()));
        plan.inputs().forEach(input -> rows.add(new Row("input " + input.pin().input(), change(input))));
        plan.documents().forEach(document -> rows.add(new Row("document", document + ": rewritten")));
        plan.inPlace()
                .ifPresent(places -> rows.add(new Row(
                        "fixed places",
                        places.copied() + " files copied there, " + places.removed() + " removed after that")));
        plan.passedOver().forEach(passed -> rows.add(new Row("passed over", passed.release() + ": " + passed.why())));
        plan.findings().forEach(finding -> rows.add(new Row("finding", finding.text())));
        plan.resumes().ifPresent(operation -> rows.add(new Row("completes", "the unfinished operation " + operation)));
        evidence.pins()
                .forEach(pin -> rows.add(new Row(
                        "made from",
                        pin.input() + ": " + pin.key() + " version " + pin.version() + ", SHA-256 " + pin.sha256())));
        return rows;
    }

    private static String change(InputPlan input) {
        var now = input.pin().key() + ": " + input.now().text();
        return switch (input.change()) {
            case NONE -> now + " has the bytes of the release already";
            case RESTORE -> now + " → a copy of version " + input.source().orElseThrow() + " on top";
            case GONE -> now + " stays: no version has the bytes of the release any more";
        };
    }

    private List<Row> objects() {
        var rows = new ArrayList<Row>();
        for (var object : evidence.objects()) {
            rows.add(new Row(object.name(), object.key().value()));
            rows.add(new Row("  before", state(Optional.of(object.before()), object.sha256Before())));
            rows.add(new Row("  after", state(object.after(), object.sha256After())));
        }
        return rows;
    }

    private static String state(Optional<Seen> seen, Optional<Sha256> sha256) {
        return seen.map(each -> each.state() == Seen.State.VERSION
                        ? each.text() + ", SHA-256 " + sha256.map(Sha256::hex).orElse("not known to the store")
                        : each.text())
                .orElse(NOT_RECORDED);
    }

    private List<Row> steps() {
        if (evidence.steps().isEmpty()) {
            return List.of(
                    new Row("", NOT_RECORDED + ": what was written down before and after is in the journal below"));
        }
        return evidence.steps().stream().map(EvidenceSections::step).toList();
    }

    private static Row step(StepResult step) {
        return new Row(
                time(step.began()),
                Figures.duration(Duration.ofMillis(step.milliseconds())) + "  " + word(step.ended()) + "  "
                        + step.step() + (step.object().isEmpty() ? "" : "  " + step.object())
                        + (step.detail().isEmpty() ? "" : ": " + step.detail()));
    }

    private List<Row> probes() {
        if (evidence.probes().isEmpty()) {
            return List.of(new Row("", "no address was read"));
        }
        return evidence.probes().stream()
                .map(probe -> new Row(
                        probe.right() ? "right" : "WRONG",
                        probe.text() + "  SHA-256 " + probe.sha256() + ", read "
                                + Figures.count(probe.looks(), "time", "times")
                                + (probe.right() ? "" : ", and it " + probe.answer())))
                .toList();
    }

    private List<Row> journal() {
        return evidence.journal().stream()
                .map(line -> new Row(
                        time(line.time()), line.entry() + (line.detail().isEmpty() ? "" : ": " + line.detail())))
                .toList();
    }

    private static String time(Optional<Instant> time) {
        return time.map(each -> each.truncatedTo(ChronoUnit.MILLIS).toString()).orElse("-");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
