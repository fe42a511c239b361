package io.github.backsight.config;

/// Who has the use of kept cuttings.
public enum CuttingPlace implements Named {
    /// This machine: they lie beside the configuration file.
    HERE("here"),
    /// Whoever builds from the same store: they lie there, too.
    SHARED("shared");

    private final String text;

    CuttingPlace(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
