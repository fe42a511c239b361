package io.github.backsight.page;

import java.io.IOException;
import java.io.Writer;

/// Writes HTML. What comes from files of strangers goes through [#text], always. For one thread.
public final class Html {
    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /// Writes markup as it is: our own.
    Html raw(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /// Writes text that stands for nothing but itself, also inside an attribute's double quotes.
    Html text(String text) throws IOException {
        out.write(escaped(text));
        return this;
    }

    /// Writes an element with text only.
    ///
    /// @param tag with its attributes, as `p class="note"`
    Html element(String tag, String text) throws IOException {
        int end = tag.indexOf(' ');
        return raw("<" + tag + ">").text(text).raw("</" + (end < 0 ? tag : tag.substring(0, end)) + ">\n");
    }

    /// {@return text that stands for nothing but itself, also inside an attribute's quotes}
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// {@return JSON or a program such that no `</script>` in it can end its element early, and no `<!--` begin a
    /// comment}
    ///
    /// Right where `<` stands in strings, templates and regular expressions only, or as an operator before neither
    /// `/script` nor `!--`.
    static String inScript(String text) {
        return text.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }
}
