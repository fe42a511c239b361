package io.github.backsight.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text as the value of an HTTP header, which holds plain ASCII only: the encoded words of RFC 2047, as S3 shows them.
///
/// Source: Amazon S3 User Guide, "Working with object metadata".
final class HeaderText {
    private static final String START = "=?UTF-8?B?";
    private static final String END = "?=";

    private HeaderText() {}

    static String encoded(String text) {
        boolean plain =
                text.chars().allMatch(c -> c >= ' ' && c < 127) && text.equals(text.strip()) && !isEncoded(text);
        return plain ? text : START + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
    }

    static String decoded(String header) {
        if (!isEncoded(header)) {
            return header;
        }
        try {
            var bytes = Base64.getDecoder().decode(header.substring(START.length(), header.length() - END.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header; // It only looks encoded.
        }
    }

    private static boolean isEncoded(String text) {
        return text.startsWith(START) && text.endsWith(END);
    }
}
