package io.github.backsight.check;

import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Which ids are gone or new since before, in all and by group; of rows as of polygons.
final class IdDrift {
    /// Of a group with fewer, one more or less is a large share.
    private static final int FEW_IN_GROUP = 20;

    private final DriftMeter meter;
    private final int groupCharacters;
    private final String things;
    private final Findings findings;

    /// @param groupCharacters how many first characters of an id name its group; 0: there are no
    /// groups
    /// @param things what has the ids, as in `rows`
    IdDrift(DriftMeter meter, int groupCharacters, String things, Findings findings) {
        this.meter = meter;
        this.groupCharacters = groupCharacters;
        this.things = things;
        this.findings = findings;
    }

    void see(List<String> before, List<String> now) {
        var nowSet = new HashSet<>(now);
        var gone = before.stream().filter(id -> !nowSet.contains(id)).toList();
        seeCount(before.size(), now.size());
        seeIds(before, now, gone);
        if (groupCharacters > 0 && gone.size() < before.size()) {
            seeGroups(before, nowSet);
        }
    }

    private void seeCount(int before, int now) {
        var fewer = new Sights(
                "drift.fewer-" + things,
                "there are fewer " + things + " than in the last good release",
                "Look whether the file is whole; put it again if it was cut off");
        double lost = (before - now) / (double) before;
        fewer.see(
                meter.relative(DriftMeasure.ROWS_LOST, "", lost),
                "",
                Sights.number(before) + " then, " + Sights.number(now) + " now");
        fewer.tell(findings);
    }

    private void seeIds(List<String> before, List<String> now, List<String> gone) {
        var beforeSet = new HashSet<>(before);
        var added = now.stream().filter(id -> !beforeSet.contains(id)).toList();
        var changed = new Sights(
                "drift.ids-changed",
                "ids are gone or new since the last good release: another vintage, another area, or another way to write"
                        + " them",
                "Compare the ids of both files; a map of other ids needs other polygons, too");
        double goneShare = gone.size() / (double) before.size();
        double addedShare = added.size() / (double) now.size();
        changed.see(
                meter.relative(DriftMeasure.IDS_CHANGED, "", Math.max(goneShare, addedShare)),
                "",
                Sights.number(gone.size()) + " gone" + example(gone) + "; " + Sights.number(added.size()) + " new"
                        + example(added));
        changed.tell(findings);
    }

    private static String example(List<String> ids) {
        return ids.isEmpty() ? "" : " as " + ids.getFirst();
    }

    private void seeGroups(List<String> before, Set<String> now) {
        var groups = new TreeMap<String, int[]>();
        for (var id : before) {
            var counts = groups.computeIfAbsent(group(id), unused -> new int[2]);
            counts[0]++;
            counts[1] += now.contains(id) ? 0 : 1;
        }
        var lost = new Sights(
                "drift.group-lost",
                "groups have lost " + things + " that the last good release had",
                "Look whether the source left a part out");
        groups.forEach((group, counts) -> {
            double share = counts[1] / (double) counts[0];
            boolean whole = counts[1] == counts[0];
            if (whole || counts[0] >= FEW_IN_GROUP) {
                lost.see(
                        whole ? 1 : meter.relative(DriftMeasure.GROUP_LOST, "", share),
                        "group " + group,
                        group + ": " + counts[1] + " of " + counts[0] + " gone");
            }
        });
        lost.tell(findings);
    }

    private String group(String id) {
        return id.substring(0, Math.min(groupCharacters, id.length()));
    }
}
