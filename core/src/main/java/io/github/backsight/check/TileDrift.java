package io.github.backsight.check;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import io.github.backsight.tile.TileId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// How the tiles of one layer differ from those of the last good release: the map is not blank where it was not.
public final class TileDrift {
    /// Of fewer features nothing is said but where the map is blank: shares of so few tell nothing.
    private static final int FEW_FEATURES = 100;

    /// A tile with so many features is worth a refusal by itself when it has none.
    private static final int MANY_IN_TILE = 20;

    /// Of a group with fewer, one more or less is a large share.
    private static final int FEW_IN_GROUP = 20;

    /// Zooms with fewer bytes grow and shrink by many times at the least change.
    private static final long FEW_BYTES = 10_000;

    private final DriftLimits limits;
    private final TileCensus before;
    private final TileCensus now;
    private final Findings findings;

    private TileDrift(DriftLimits limits, TileCensus before, TileCensus now, Findings findings) {
        this.limits = limits;
        this.before = before;
        this.now = now;
        this.findings = findings;
    }

    /// Zooms that only one of the two has are not compared.
    ///
    /// @param groupCharacters how many first characters of an id name its group; 0: there are no groups
    /// @param findings gets what is too far from before, under codes `release.*`
    public static void see(
            DriftLimits limits, TileCensus before, TileCensus now, int groupCharacters, Findings findings) {
        var drift = new TileDrift(limits, before, now, findings);
        drift.seeBlank();
        drift.seeLost();
        if (groupCharacters > 0) {
            drift.seeGroups(groupCharacters);
        }
        drift.seeSizes();
    }

    private Set<Integer> zooms() {
        var zooms = new HashSet<>(before.zooms().keySet());
        zooms.retainAll(now.zooms().keySet());
        return zooms;
    }

    private void seeBlank() {
        var sights = new Sights(
                "release.blank",
                "the map is blank where the last good release has features",
                "Look at these tiles in both releases: backsight diff; and whether the source left a part out");
        var zooms = zooms();
        var blank = new TreeMap<Integer, List<TileId>>();
        before.tiles().forEach((id, tile) -> {
            if (tile.features() > 0 && zooms.contains(id.z()) && isBlank(id)) {
                blank.computeIfAbsent(id.z(), unused -> new ArrayList<>()).add(id);
            }
        });
        blank.forEach((zoom, tiles) -> {
            double share = tiles.size() / (double) before.zoom(zoom).tiles();
            boolean many = tiles.stream().anyMatch(id -> before.featuresIn(id) >= MANY_IN_TILE);
            sights.see(
                    many
                            ? Math.max(1, share / limits.number(DriftMeasure.ROWS_LOST))
                            : share / limits.number(DriftMeasure.ROWS_LOST),
                    "tile " + tiles.getFirst(),
                    "zoom " + zoom + ": " + tiles.size() + " as " + tiles.getFirst(),
                    tiles.size());
        });
        sights.tell(findings);
    }

    private boolean isBlank(TileId id) {
        return now.featuresIn(id) == 0 && !now.broken().containsKey(id);
    }

    private void seeLost() {
        var sights = new Sights(
                "release.features-lost",
                "zooms have fewer features than in the last good release",
                "Look whether the inputs are whole");
        for (int zoom : zooms()) {
            int then = before.zoom(zoom).ids().size();
            int today = now.zoom(zoom).ids().size();
            if (then >= FEW_FEATURES) {
                sights.see(
                        (then - today) / (double) then / limits.number(DriftMeasure.ROWS_LOST),
                        "zoom " + zoom,
                        "zoom " + zoom + ": " + Sights.number(then) + " then, " + Sights.number(today) + " now");
            }
        }
        sights.tell(findings);
    }

    private void seeGroups(int characters) {
        var today = now.highest().ids();
        var groups = new TreeMap<String, int[]>();
        for (var id : before.highest().ids()) {
            var group = id.substring(0, Math.min(characters, id.length()));
            var counts = groups.computeIfAbsent(group, unused -> new int[2]);
            counts[0]++;
            counts[1] += today.contains(id) ? 0 : 1;
        }
        if (before.highest().ids().size() < FEW_FEATURES) {
            return;
        }
        var sights = new Sights(
                "release.group-lost",
                "groups have lost features that the last good release draws",
                "Look whether the source left a part out");
        groups.forEach((group, counts) -> {
            boolean whole = counts[1] == counts[0];
            if (whole || counts[0] >= FEW_IN_GROUP) {
                sights.see(
                        whole ? 1 : counts[1] / (double) counts[0] / limits.number(DriftMeasure.GROUP_LOST),
                        "group " + group,
                        group + ": " + counts[1] + " of " + counts[0] + " gone");
            }
        });
        sights.tell(findings);
    }

    private void seeSizes() {
        var sights = new Sights(
                "release.size",
                "the tiles of a zoom have many times as many bytes, or as few, as in the last good release",
                "Look whether columns were added or lost, or the polygons are of another detail");
        for (int zoom : zooms()) {
            long then = before.zoom(zoom).bytes();
            long today = now.zoom(zoom).bytes();
            if (Math.max(then, today) >= FEW_BYTES) {
                double times = Math.max(today, 1) / (double) Math.max(then, 1);
                sights.see(
                        Math.abs(Math.log(times)) / Math.log(limits.number(DriftMeasure.SCALE)),
                        "zoom " + zoom,
                        "zoom " + zoom + ": " + Sights.number(then) + " bytes then, " + Sights.number(today) + " now");
            }
        }
        sights.tell(findings);
    }
}
