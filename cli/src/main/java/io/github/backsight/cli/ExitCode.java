package io.github.backsight.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a command ended, as scripts see it (law 10).
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed; the message says what to do next"),
    USAGE(2, "wrong usage or configuration; nothing was done"),
    REFUSED(3, "refused by a check, or by a plan made on a state that has moved; nothing was done"),
    UNKNOWN(4, "it may or may not have happened: run 'backsight status'"),
    INTERRUPTED(130, "interrupted; nothing is half-written");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /// {@return each number with what it means, for the end of every help text}
    static Map<String, String> list() {
        var list = new LinkedHashMap<String, String>();
        for (var code : values()) {
            list.put(String.valueOf(code.number), code.meaning);
        }
        return list;
    }
}
