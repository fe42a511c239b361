package io.github.backsight.check;

import io.github.backsight.config.InputRules;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rules on ids, how many there are and which groups they make; of rows as of polygons.
final class IdRules {
    private static final String LOOK = "Correct the file, or the rule in the configuration";

    private IdRules() {}

    /// @param things what has the ids, as in `rows`
    static void see(InputRules rules, List<String> ids, String things, Findings findings) {
        rules.count()
                .filter(count -> !count.holds(ids.size()))
                .ifPresent(count -> findings.see(
                        "check.count",
                        Severity.FAIL,
                        "",
                        "",
                        String.format(Locale.ROOT, "there are %,d %s, and %s are accepted", ids.size(), things, count),
                        LOOK));
        rules.idLength().ifPresent(length -> seeLengths(ids, length, findings));
        rules.groups().ifPresent(groups -> seeGroups(groups, ids, things, findings));
    }

    private static void seeLengths(List<String> ids, int length, Findings findings) {
        for (var id : ids) {
            if (id.length() == length) {
                continue;
            }
            boolean zerosLost = id.length() < length && id.chars().allMatch(letter -> letter >= '0' && letter <= '9');
            findings.see(
                    zerosLost ? "check.id-zeros-lost" : "check.id-length",
                    Severity.FAIL,
                    "id " + id,
                    id,
                    zerosLost
                            ? "ids have fewer digits than the " + length
                                    + " that they have by rule: a spreadsheet seems to have taken their leading zeros"
                            : "ids do not have the " + length + " characters that they have by rule",
                    zerosLost ? "Put the zeros back: write the id as text, padded to " + length + " digits" : LOOK);
        }
    }

    private static void seeGroups(InputRules.Groups groups, List<String> ids, String things, Findings findings) {
        Map<String, Integer> counts = new HashMap<>();
        ids.stream()
                .filter(id -> id.length() >= groups.characters())
                .forEach(id -> counts.merge(id.substring(0, groups.characters()), 1, Integer::sum));
        for (var group : groups.present()) {
            int count = counts.getOrDefault(group, 0);
            if (count < groups.least()) {
                findings.see(
                        count == 0 ? "check.group-missing" : "check.group-small",
                        Severity.FAIL,
                        "group " + group,
                        count == 0 ? group : group + ": " + count,
                        count == 0
                                ? "groups that must be there have no " + things
                                : "groups have fewer than the " + groups.least() + " " + things
                                        + " that they have by rule",
                        LOOK);
            }
        }
    }
}
