package io.github.backsight.cli;

/// What is compared, by its names.
record ChangedSides(String before, String now) {
    String title() {
        return before + " → " + now;
    }

    String made() {
        return "Made by Backsight " + ProgramVersion.number() + ": the comparison of " + before + " and " + now
                + ". All of this page is in its file.";
    }
}
