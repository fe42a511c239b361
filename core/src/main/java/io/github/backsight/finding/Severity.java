package io.github.backsight.finding;

/// How much a finding matters: `INFO` is worth knowing, `WARN` is worth a look, `FAIL` refuses the input or release.
public enum Severity {
    INFO,
    WARN,
    FAIL
}
