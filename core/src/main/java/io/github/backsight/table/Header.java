package io.github.backsight.table;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Judges the names of a table's columns.
///
/// @param place where they stand, for people
record Header(List<String> names, TableOptions options, String place, Findings findings) {

    /// @throws BadInputException if the table cannot be used with these columns
    void check() throws BadInputException {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                findings.see(
                        "table.duplicate-column",
                        Severity.FAIL,
                        place,
                        name,
                        "the column '" + name + "' stands there twice",
                        "Rename or take out one of them");
            }
        }
        if (seen.contains("")) {
            findings.see(
                    "table.unnamed-column",
                    Severity.WARN,
                    place,
                    "column " + (names.indexOf("") + 1),
                    "a column has no name",
                    "Name it, or leave it out: it is carried into the map without a name");
        }
        require("id", options.idColumn());
        if (options.scoreColumn().isPresent()) {
            require("score", options.scoreColumn().get());
        }
        findings.throwIfFailed();
    }

    private void require(String role, String name) {
        if (names.contains(name)) {
            return;
        }
        findings.see(
                "table.no-" + role + "-column",
                Severity.FAIL,
                place,
                "",
                "there is no column '" + name + "'" + Nearest.hint(name, names),
                otherSeparator()
                        .map(separator -> "The header is one single column: are cells separated by " + separator + "?")
                        .orElse("Configure the right name as the input's " + role
                                + ", or put the file that has this column"));
    }

    private Optional<String> otherSeparator() {
        if (names.size() != 1) {
            return Optional.empty();
        }
        return List.of(";", "\t", ",", "|").stream()
                .filter(names.getFirst()::contains)
                .map(separator -> separator.equals("\t") ? "tabs" : "'" + separator + "'")
                .findFirst();
    }
}
