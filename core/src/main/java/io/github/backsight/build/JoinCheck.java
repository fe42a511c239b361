package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Says how well the table and the polygons fit together.
final class JoinCheck {
    private final Configuration configuration;

    JoinCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    List<Finding> check(Table table, List<String> featureIds, Join join) {
        List<Finding> findings = new ArrayList<>();
        var lonelyRows = unexpected(table.ids(), join.rowsWithoutPolygon());
        var lonelyPolygons = unexpected(featureIds, join.polygonsWithoutRow());
        if (lonelyRows.length > 0) {
            var near = NearIds.of(table.ids(), lonelyRows, featureIds, lonelyPolygons);
            findings.add(rowsWithoutPolygon(table, lonelyRows, near));
        }
        if (lonelyPolygons.length > 0) {
            findings.add(polygonsWithoutRow(featureIds, lonelyPolygons));
        }
        return findings;
    }

    /// {@return those of `places` whose ids are not expected to have no partner}
    private int[] unexpected(List<String> ids, int[] places) {
        var known = configuration.checks().knownWithoutPartner();
        return known.isEmpty()
                ? places
                : Arrays.stream(places)
                        .filter(place -> known.stream().noneMatch(each -> means(each, ids.get(place))))
                        .toArray();
    }

    private static boolean means(String known, String id) {
        return known.endsWith("*") ? id.startsWith(known.substring(0, known.length() - 1)) : known.equals(id);
    }

    private Finding rowsWithoutPolygon(Table table, int[] rows, Optional<NearIds> near) {
        double share = rows.length / (double) table.rowCount();
        double most = configuration.checks().mostRowsWithoutPolygon();
        return finding(
                "join.rows-without-polygon",
                share > most,
                configuration.mainTable().key().value(),
                String.format(
                        Locale.ROOT,
                        "%d of %d rows (%.2f %%) have no polygon in %s; up to %.2f %% are accepted%s%s",
                        rows.length,
                        table.rowCount(),
                        share * 100,
                        configuration.coverageName(),
                        most * 100,
                        groups(table.ids(), rows),
                        near.map(ids -> "; " + ids.text()).orElse("")),
                near.isPresent()
                        ? "Write the ids of both inputs alike, as text; a rollback brings back the versions that fitted"
                        : "Check the ids of both inputs; a rollback brings back the versions that fitted",
                table.ids(),
                rows);
    }

    private Finding polygonsWithoutRow(List<String> featureIds, int[] polygons) {
        double share = polygons.length / (double) featureIds.size();
        return finding(
                "join.polygons-without-row",
                share > configuration.checks().mostPolygonsWithoutRow(),
                configuration.coverageName(),
                "polygons have no row in " + configuration.mainTable().key() + " and are not on the map"
                        + groups(featureIds, polygons),
                "Check the ids of both inputs",
                featureIds,
                polygons);
    }

    private static Finding finding(
            String code,
            boolean tooMany,
            String object,
            String message,
            String action,
            List<String> ids,
            int[] places) {
        return new Finding(
                code,
                tooMany ? Severity.FAIL : Severity.INFO,
                object,
                "",
                message,
                tooMany ? action : "Nothing to do if these are expected; otherwise check the ids of both inputs",
                places.length,
                Join.examples(ids, places));
    }

    /// {@return where most of them are, as in `; most in 36 (12), 04 (7)`; empty where all are in one
    /// group, or groups tell nothing}
    private String groups(List<String> ids, int[] places) {
        int characters = configuration.map().low().group();
        if (characters == 0) {
            return "";
        }
        var counts = new TreeMap<String, Integer>();
        for (int place : places) {
            var id = ids.get(place);
            counts.merge(id.substring(0, Math.min(characters, id.length())), 1, Integer::sum);
        }
        return counts.size() < 2
                ? ""
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                        .limit(3)
                        .map(group -> group.getKey() + " (" + group.getValue() + ")")
                        .collect(Collectors.joining(", ", "; most in ", ""));
    }
}
