package io.github.backsight.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChangePageTest {
    private static final String HOSTILE = "<script>alert('x')</script>\"&<!--";

    private static String html(ChangePage page) throws IOException {
        var out = new StringWriter();
        page.writeTo(out);
        return out.toString();
    }

    private static ChangePage page(String text) {
        return new ChangePage(
                text,
                text,
                text,
                text,
                List.of(text),
                List.of(new PageTable(text, text, List.of(text), List.of(PageTable.Row.of(text)))),
                List.of(),
                Optional.empty(),
                text,
                text);
    }

    @Test
    void namesOfStrangersAreNeverMarkup() throws IOException {
        var html = html(page(HOSTILE));

        assertThat(html).doesNotContain("<script", "<!--", "alert('x')");
        assertThat(Pattern.compile("&lt;script&gt;alert\\(&#39;x&#39;\\)&lt;/script&gt;&quot;&amp;&lt;!--")
                        .matcher(html)
                        .results()
                        .count())
                .as(
                        "title twice, sentence, two sides, fact, note, footer; of the table title twice, note, heading, cell")
                .isEqualTo(13);
    }

    @Test
    void aPageWithoutMapSaysWhyAndHasNoProgram() throws IOException {
        assertThat(html(page("no polygons")))
                .contains("<p id=\"map-note\">no polygons</p>")
                .doesNotContain("<script");
    }

    @Test
    void programsCannotEndTheirElementEarly() {
        assertThat(Html.inScript("a = '</script>'; b = '<!-- '; c = 1 < /x/.y"))
                .isEqualTo("a = '<\\/script>'; b = '<\\!-- '; c = 1 < /x/.y");
    }
}
