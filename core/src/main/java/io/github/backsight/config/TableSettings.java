package io.github.backsight.config;

import io.github.backsight.store.Key;
import java.util.Optional;

/// An input with rows.
///
/// @param id the column that holds the id
/// @param separator what stands between two cells: a comma, a tab, or what the file says
/// @param format what the content has to be; empty: told by the content
public record TableSettings(
        String name, Key key, Optional<String> member, String id, char separator, Optional<Format> format)
        implements InputSettings {

    /// How tables are written.
    public enum Format implements Named {
        CSV("csv"),
        TSV("tsv"),
        PARQUET("parquet");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    public TableSettings {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("a separator is not a quote or a line end");
        }
    }
}
