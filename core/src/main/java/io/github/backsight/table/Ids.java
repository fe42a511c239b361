package io.github.backsight.table;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;

/// What ids must be, in tables and in polygon files alike: each once, and as long as they were written.
public final class Ids {
    /// Longer texts of digits are taken for something else.
    private static final int LONGEST = 64;

    private Ids() {}

    /// Sees duplicate ids (`FAIL`) and ids that seem to have lost a leading zero (`WARN`).
    ///
    /// @param ids as the file has them, in its order; empty ones are passed over
    /// @param place where the id of that number stands, for people
    /// @param codes the first word of the findings' codes
    public static void check(List<String> ids, IntFunction<String> place, String codes, Findings findings) {
        checkDuplicates(ids, place, codes, findings);
        checkLengths(ids, place, codes, findings);
    }

    /// Sees duplicate ids (`FAIL`) only: of what was checked piece by piece and is used together.
    ///
    /// @param ids, place, codes as of [#check]
    public static void checkDuplicates(List<String> ids, IntFunction<String> place, String codes, Findings findings) {
        if (TextIndex.of(Texts.of(ids)).repeated().isEmpty()) {
            return;
        }
        var firsts = new HashMap<String, Integer>(ids.size() * 2);
        for (int number = 0; number < ids.size(); number++) {
            var id = ids.get(number);
            var first = id.isEmpty() ? null : firsts.putIfAbsent(id, number);
            if (first != null) {
                findings.see(
                        codes + ".duplicate-id",
                        Severity.FAIL,
                        place.apply(number),
                        id + " at " + place.apply(first) + " and " + place.apply(number),
                        "an id stands there a second time; each may stand once",
                        "Take the extra ones out, or configure the right id");
            }
        }
    }

    /// Spreadsheets read `01001` as a number and write `1001`. So: most ids are digits of one length, some are digits
    /// one shorter, and next to none are shorter still, as running numbers would be.
    private static void checkLengths(List<String> ids, IntFunction<String> place, String codes, Findings findings) {
        int[] counts = new int[LONGEST + 1];
        ids.stream().filter(Ids::isDigits).forEach(id -> counts[id.length()]++);
        int usual = LONGEST;
        while (usual > 0 && counts[usual] <= ids.size() / 2) {
            usual--;
        }
        int shorter = usual == 0 ? 0 : counts[usual - 1];
        long shortest = Arrays.stream(counts).limit(Math.max(0, usual - 1)).sum();
        if (shorter == 0 || shortest * 20 > shorter) {
            return;
        }
        int seen = 0;
        for (int number = 0; number < ids.size() && seen < Finding.MOST_EXAMPLES; number++) {
            var id = ids.get(number);
            if (id.length() == usual - 1 && isDigits(id)) {
                findings.see(
                        codes + ".short-id",
                        Severity.WARN,
                        place.apply(number),
                        id,
                        "ids have " + (usual - 1) + " digits where most have " + usual
                                + ": a spreadsheet seems to have taken their leading zeros",
                        "Put the zeros back: write the id as text, padded to " + usual + " digits",
                        seen == 0 ? shorter - (Math.min(shorter, Finding.MOST_EXAMPLES) - 1) : 1);
                seen++;
            }
        }
    }

    private static boolean isDigits(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
