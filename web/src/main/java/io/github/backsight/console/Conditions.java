package io.github.backsight.console;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a request says of the answers it can use (RFC 9110, sections 12.5.3 and 13.1.2).
final class Conditions {
    private Conditions() {}

    /// {@return whether the client has what it asks for already}
    ///
    /// @param tag of what would be sent, with its quotes
    static boolean has(Context context, String tag) {
        return values(context, "If-None-Match")
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    /// {@return whether the client unpacks gzip; one that says nothing is not taken to}
    static boolean takesGzip(Context context) {
        var weights = values(context, "Accept-Encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).replace(" ", "").split(";", 2))
                .toList();
        var own = weights.stream().filter(each -> each[0].equals("gzip")).findFirst();
        var any = weights.stream().filter(each -> each[0].equals("*")).findFirst();
        return own.or(() -> any)
                .map(each -> each.length == 1 || !each[1].matches("q=0(\\.0*)?"))
                .orElse(false);
    }

    private static java.util.stream.Stream<String> values(Context context, String header) {
        return Arrays.stream(
                        Optional.ofNullable(context.header(header)).orElse("").split(",", -1))
                .map(String::strip);
    }
}
