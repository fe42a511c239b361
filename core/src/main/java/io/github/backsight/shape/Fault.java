package io.github.backsight.shape;

import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// What is wrong with one feature or with the whole file, thrown to where its place is known.
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String action;

    Fault(String code, String message, String action) {
        super(message, null, false, false);
        this.code = code;
        this.action = action;
    }

    /// What Jackson found.
    static Fault of(JacksonException fault) {
        var reason = String.valueOf(fault.getOriginalMessage());
        if (fault instanceof UnexpectedEndOfInputException || reason.startsWith("Unexpected end-of-input")) {
            return truncated();
        }
        if (fault instanceof StreamConstraintsException && reason.contains("nesting depth")) {
            return tooDeep();
        }
        return new Fault(
                "shape.not-json",
                "this is not JSON (" + reason.lines().findFirst().orElse("") + ")",
                "Put the file as the tool that made it wrote it, in UTF-8");
    }

    static Fault truncated() {
        return new Fault(
                "shape.truncated", "the JSON ends too early", "The file is not whole: make or upload it again");
    }

    static Fault tooDeep() {
        return new Fault(
                "shape.too-deep",
                "JSON is nested deeper than " + Json.MOST_DEPTH + " levels",
                "No map needs that: look at the file by hand");
    }

    static Fault layout(String message) {
        return new Fault("shape.layout", message, "Export the polygons again as GeoJSON (RFC 7946)");
    }

    void see(String place, Findings findings) {
        findings.see(code, Severity.FAIL, place, "", String.valueOf(getMessage()), action);
    }
}
