package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says how well the table and the polygons fit together.
final class JoinCheck {
    private final Configuration configuration;

    JoinCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    List<Finding> check(Table table, List<String> featureIds, Join join) {
        List<Finding> findings = new ArrayList<>();
        var lonelyRows = join.rowsWithoutPolygon();
        if (lonelyRows.length > 0) {
            findings.add(rowsWithoutPolygon(table, lonelyRows));
        }
        var lonelyPolygons = join.polygonsWithoutRow();
        if (lonelyPolygons.length > 0) {
            findings.add(new Finding(
                    "join.polygons-without-row",
                    Severity.INFO,
                    configuration.coverage().key().value(),
                    "",
                    "polygons have no row in " + configuration.mainTable().key() + " and are not on the map",
                    "Nothing to do if these are expected; otherwise check the ids of both inputs",
                    lonelyPolygons.length,
                    Join.examples(featureIds, lonelyPolygons)));
        }
        return findings;
    }

    private Finding rowsWithoutPolygon(Table table, int[] rows) {
        double share = rows.length / (double) table.rowCount();
        double most = configuration.checks().mostRowsWithoutPolygon();
        boolean tooMany = share > most;
        return new Finding(
                "join.rows-without-polygon",
                tooMany ? Severity.FAIL : Severity.INFO,
                configuration.mainTable().key().value(),
                "",
                String.format(
                        Locale.ROOT,
                        "%d of %d rows (%.2f %%) have no polygon in %s; up to %.2f %% are accepted",
                        rows.length,
                        table.rowCount(),
                        share * 100,
                        configuration.coverage().key(),
                        most * 100),
                tooMany
                        ? "Check the ids of both inputs; a rollback brings back the versions that fitted"
                        : "Nothing to do if these are expected",
                rows.length,
                Join.examples(table.ids(), rows));
    }
}
