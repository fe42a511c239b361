package io.github.backsight.bench;

import java.util.List;

/// One row of the table.
///
/// @param target what the row is to show, as issue and documentation state it; may be empty
/// @param results ours first
/// @param remarks what a reader must know to judge the row
record Row(String name, String work, String target, List<Result> results, List<String> remarks) {
    Row {
        results = List.copyOf(results);
        remarks = List.copyOf(remarks);
    }
}
