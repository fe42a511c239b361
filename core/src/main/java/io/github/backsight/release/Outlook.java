package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a store will remove by itself of what a way back needs. As safe for many threads as its
/// parts.
public record Outlook(Lifespan.Source rules, InstantSource clock) {
    /// What goes within so many days is told before a rollback: time enough to act, and a rare event.
    public static final int FEW_DAYS = 14;

    /// {@return a warning where the release, or an input of it, goes soon; or that nobody can tell}
    Optional<Finding> finding(ObjectStore store, Layout layout, Manifest target) {
        var object = "release " + target.id();
        try {
            var lifespan = rules.ask();
            var loss = new Runway(store, layout.prefix(), lifespan, clock.instant()).soonest(target);
            return loss.filter(each -> each.daysLeft() < FEW_DAYS)
                    .map(each -> finding(
                            "rollback.expires-soon",
                            Severity.WARN,
                            object,
                            "it can be restored for " + days(each.daysLeft()) + " only: "
                                    + each.input()
                                            .map(input -> "input " + input + " ('" + each.object() + "')")
                                            .orElse("'" + each.object() + "'")
                                    + " goes first, at " + each.at() + " " + each.why(),
                            each.input().isEmpty()
                                    ? "Exclude what lies below the release from that rule; keep a copy with: backsight"
                                            + " export " + target.id()
                                    : "After the rollback keep it with: backsight pin " + target.id()
                                            + " --reason TEXT"));
        } catch (IOException e) {
            return Optional.of(finding(
                    "rollback.lifecycle-unknown",
                    Severity.INFO,
                    object,
                    "whether lifecycle rules remove it soon cannot be told: " + e.getMessage(),
                    "That does not hinder the rollback; look another time with: backsight runway"));
        }
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static Finding finding(String code, Severity severity, String object, String message, String action) {
        return new Finding(code, severity, object, "", message, action, 1, List.of());
    }
}
