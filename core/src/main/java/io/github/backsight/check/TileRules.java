package io.github.backsight.check;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.TileId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether the tiles of a release are those that its build made: all there, all readable, every feature in them.
public final class TileRules {
    private static final String ACTION = "Go back to another release; an earlier version of the object may be whole";

    private final Expected expected;
    private final Findings findings;

    private TileRules(Expected expected, Findings findings) {
        this.expected = expected;
        this.findings = findings;
    }

    /// What the build counted.
    ///
    /// @param layer what the layer is called
    /// @param tilesByZoom every zoom of the layer, also those without tiles; empty: not counted
    /// @param ids how many features there are; empty where these have no ids, or were not counted
    /// @param digest of all tiles; empty where it was not kept
    public record Expected(
            String layer, SortedMap<Integer, Long> tilesByZoom, Optional<Ids> ids, Optional<Sha256> digest) {
        public Expected {
            tilesByZoom = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tilesByZoom));
        }

        private boolean isWithoutTiles() {
            return tilesByZoom.values().stream().allMatch(tiles -> tiles == 0);
        }
    }

    /// How many features are drawn.
    public record Ids(long least, long most) {}

    /// Sees what is wrong with the structure of an archive.
    public static void seeStructure(List<String> faults, Findings findings) {
        for (var fault : faults) {
            findings.see("release.archive-broken", Severity.FAIL, "", fault, "the archive is damaged", ACTION);
        }
    }

    /// Sees what an archive says of itself that is not so.
    public static void seeMetadata(Expected expected, ArchiveMetadata metadata, Findings findings) {
        new TileRules(expected, findings).seeMetadata(metadata);
    }

    private void seeMetadata(ArchiveMetadata metadata) {
        seeMetadata("the layer", metadata.layer(), expected.layer());
        if (!expected.tilesByZoom().isEmpty()) {
            seeMetadata(
                    "the lowest zoom",
                    metadata.lowestZoom(),
                    expected.tilesByZoom().firstKey());
            seeMetadata(
                    "the highest zoom",
                    metadata.highestZoom(),
                    expected.tilesByZoom().lastKey());
        }
    }

    private void seeMetadata(String what, Object said, Object expectation) {
        if (!said.equals(expectation)) {
            findings.see(
                    "release.metadata",
                    Severity.FAIL,
                    what,
                    said + ", not " + expectation,
                    "the archive says of itself what is not so",
                    ACTION);
        }
    }

    /// Sees what is wrong with the tiles of an archive, under codes `release.*`.
    public static void see(Expected expected, TileCensus census, Findings findings) {
        var rules = new TileRules(expected, findings);
        // A PMTiles archive has at least one tile; one that is empty then.
        if (expected.isWithoutTiles()
                && census.highest().features() == 0
                && census.tiles().size() == 1) {
            return;
        }
        int seenBefore = findings.list().size();
        rules.seeBroken(census);
        rules.seeCounts(census);
        rules.seeIds(census);
        // Where something is missing the digest says nothing more.
        if (findings.list().size() == seenBefore) {
            rules.seeDigest(census);
        }
    }

    private void seeBroken(TileCensus census) {
        census.broken()
                .forEach((id, fault) -> findings.see(
                        "release.tile-broken",
                        Severity.FAIL,
                        "tile " + id,
                        id.toString(),
                        "a tile cannot be read: " + fault,
                        ACTION));
        census.tiles().forEach((id, tile) -> {
            if (tile.features() == 0) {
                findings.see(
                        "release.tile-empty",
                        Severity.FAIL,
                        "tile " + id,
                        id.toString(),
                        "a tile has no features",
                        ACTION);
            }
        });
    }

    private void seeCounts(TileCensus census) {
        if (expected.tilesByZoom().isEmpty()) {
            return;
        }
        var zooms = new TreeSet<>(expected.tilesByZoom().keySet());
        zooms.addAll(census.zooms().keySet());
        for (int zoom : zooms) {
            long made = expected.tilesByZoom().getOrDefault(zoom, 0L);
            seeCount(zoom, made, census.zoom(zoom).tiles());
        }
    }

    private void seeCount(int zoom, long made, long there) {
        if (made != there) {
            boolean fewer = there < made;
            findings.see(
                    fewer ? "release.tiles-missing" : "release.tiles-unexpected",
                    Severity.FAIL,
                    "zoom " + zoom,
                    "zoom " + zoom + ": " + there + " for " + made,
                    fewer ? "there are fewer tiles than the build made" : "there are tiles that the build did not make",
                    ACTION,
                    Math.abs(made - there));
        }
    }

    private void seeIds(TileCensus census) {
        if (expected.ids().isEmpty()) {
            return;
        }
        var drawn = census.highest().ids();
        seeIdCount(drawn.size(), expected.ids().get());
        census.zooms().forEach((zoom, here) -> {
            var gone = new HashSet<>(here.ids());
            gone.removeAll(drawn);
            if (!gone.isEmpty()) {
                var first = new TreeSet<>(gone).getFirst();
                findings.see(
                        "release.ids-missing",
                        Severity.FAIL,
                        "id " + first,
                        first + ", at zoom " + zoom,
                        "features are drawn at a lower zoom and not at the highest",
                        ACTION,
                        gone.size());
            }
        });
    }

    private void seeIdCount(long drawn, Ids ids) {
        if (drawn < ids.least()) {
            findings.see(
                    "release.ids-missing",
                    Severity.FAIL,
                    "the highest zoom",
                    "",
                    "features are not drawn at the highest zoom, which has " + Sights.number(drawn) + " for "
                            + Sights.number(ids.least()),
                    ACTION,
                    ids.least() - drawn);
        } else if (drawn > ids.most()) {
            findings.see(
                    "release.ids-unexpected",
                    Severity.FAIL,
                    "the highest zoom",
                    "",
                    "features are drawn that the build did not count: " + Sights.number(drawn) + " for "
                            + Sights.number(ids.most()),
                    ACTION,
                    drawn - ids.most());
        }
    }

    private void seeDigest(TileCensus census) {
        if (expected.digest().isPresent()
                && !census.digest().equals(expected.digest().get())) {
            findings.see(
                    "release.tiles-changed",
                    Severity.FAIL,
                    "",
                    "",
                    "the tiles can be read, and are not those that the build made (digest over all of them)",
                    ACTION);
        }
    }

    /// Sees in which tiles two archives of the same layer differ; they hold the same.
    ///
    /// @param census of the one
    /// @param other the digests of the tiles of the other, not compressed
    /// @param findings of the other
    public static void seeSame(TileCensus census, Map<TileId, Sha256> other, Findings findings) {
        var rest = new LinkedHashMap<>(other);
        census.tiles().forEach((id, tile) -> {
            var digest = rest.remove(id);
            if (digest == null) {
                seeDifference(id, "is not there", findings);
            } else if (!digest.equals(tile.sha256())) {
                seeDifference(id, "says something else", findings);
            }
        });
        rest.keySet().forEach(id -> {
            if (!census.broken().containsKey(id)) {
                seeDifference(id, "is only here", findings);
            }
        });
    }

    private static void seeDifference(TileId tile, String how, Findings findings) {
        findings.see(
                "release.archives-differ",
                Severity.FAIL,
                "tile " + tile,
                tile + " " + how,
                "the release holds this layer more than once, and not the same",
                ACTION);
    }
}
