package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console as those see it who run the map, on answers with names that strangers may have chosen.
class ConsoleInTheBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @TempDir
    private static Path folder;

    private static final List<String> FAULTS = new ArrayList<>();
    private static Chromium chromium;
    private static FolderObjectStore store;
    private static ConsoleServer server;
    private static Page page;

    /// Answers as the commands print them.
    private record Canned(Path folder) implements Answers {
        private static final Map<String, String> ANSWERS = Map.of("status", """
                {"live":{"release":"aaaa000000000001","since":"2026-11-28T12:00:00Z","by":"HOSTILE","action":"rollback",
                "reason":"HOSTILE","verdict":"bad","overruled":["x.y"],"findings":[{"code":"table.rows","severity":"fail",
                "message":"HOSTILE"}]},"inputs":{"score":{"key":"HOSTILE","version":"7","match":"other_bytes"}},
                "freeze":null,"unfinished":[],"notes":[],"lastGood":"aaaa000000000002"}""", "releases", """
                [{"release":"aaaa000000000001","verdict":"bad","periods":[{"from":"2026-11-28T12:00:00Z","until":null,
                "action":"publish","by":"HOSTILE","reason":"HOSTILE"}]},
                {"release":"aaaa000000000002","verdict":"good","periods":[{"from":"2026-11-27T12:00:00Z","until":null,
                "action":"publish","by":"somebody","reason":""}]}]""", "versions", """
                [{"input":"score","version":"8","time":"2026-11-28T13:00:00Z","deleteMarker":true,"verdict":null,"sha256":null},
                {"input":"score","version":"7","time":"2026-11-28T11:00:00Z","deleteMarker":false,"verdict":"good",
                "sha256":"0123456789abcdef","quarantined":true}]""");

        @Override
        public String answer(String question, Map<String, String> parameters) throws Unanswered {
            if (!question.equals("plan")) {
                return ANSWERS.getOrDefault(question, "null").replace("HOSTILE", HOSTILE);
            }
            var release = parameters.getOrDefault("release", "the last good one");
            if (release.equals("aaaa000000000001")) {
                throw new Unanswered("it is live already " + HOSTILE);
            }
            return "{\"text\":\"to " + release + " " + HOSTILE + "\",\"command\":\"backsight rollback\"}";
        }

        @Override
        public Path evidence(String operation) throws IOException {
            return Files.writeString(folder.resolve("evidence.html"), "<!doctype html><title>t</title><p>" + operation);
        }

        @Override
        public Path changes(String before, String now) throws IOException {
            return Files.writeString(
                    folder.resolve("page.html"),
                    "<!doctype html><title>t</title><p id=said></p><script>said.textContent = origin;"
                            + "fetch('/api/status').catch(() => { said.textContent += ' cannot ask'; });</script>");
        }
    }

    @BeforeAll
    static void openTheConsole() throws IOException {
        chromium = Chromium.start();
        store = FolderObjectStore.openOrCreate(folder.resolve("store"), Clock.systemUTC());
        server = ConsoleServer.start(
                Access.toLook(0),
                new Canned(folder),
                new NoChanges(),
                new Published(store, "map"),
                new ConsoleServer.Surroundings(
                        folder.resolve("plans"),
                        Files.createDirectories(folder.resolve("scratch")),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString()),
                List.of());
        page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1200, 900));
        page.setDefaultTimeout(20_000);
        page.onPageError(FAULTS::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("409")) {
                FAULTS.add(message.text());
            }
        });
        page.navigate(server.address());
        page.waitForSelector(
                "html[data-ready=true]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    @AfterAll
    static void close() throws IOException {
        if (server != null) {
            server.close();
            store.close();
            chromium.close();
        }
    }

    @Test
    void whatIsLiveIsToldWithAllThatIsOddAboutIt() {
        assertThat(page.locator("#status").innerText())
                .contains(
                        "aaaa000000000001",
                        "bad",
                        "x.y",
                        "table.rows",
                        "differs from what is live",
                        "aaaa000000000002");
    }

    @Test
    void theTimelineHasReleasesAndVersionsTheNewestFirst() {
        page.selectOption("#filter", "");
        assertThat(page.locator("#events tbody tr").allInnerTexts()).hasSize(4).satisfies(rows -> {
            assertThat(rows.getFirst()).contains("score: deleted");
            assertThat(rows.get(2)).contains("score: new version", "in quarantine");
        });
        page.selectOption("#filter", "release");
        assertThat(page.locator("#events tbody tr").count()).isEqualTo(2);
        page.selectOption("#filter", "");
    }

    @Test
    void theWayBackIsShownBeforeItIsGone() {
        page.selectOption("#target", "aaaa000000000002");
        page.locator("#plan pre").waitFor();
        assertThat(page.locator("#plan").innerText()).contains("to aaaa000000000002", "To do it: backsight rollback");
        page.selectOption("#target", "aaaa000000000001");
        page.locator("#plan .warn").waitFor();
        assertThat(page.locator("#plan").innerText()).contains("it is live already");
        page.selectOption("#target", "");
    }

    @Test
    void namesOfStrangersAreNeverMarkup() {
        assertThat(page.locator("body").innerText()).contains(HOSTILE);
        assertThat(page.locator("img").count()).isZero();
        assertThat(FAULTS).isEmpty();
    }

    @Test
    void aPageOfChangesHasNoOriginAndCanAskForNothing() {
        var compared = chromium.browser().newPage();
        compared.navigate(server.address() + "compare/aaaa000000000001/aaaa000000000002");
        compared.waitForFunction("() => document.getElementById('said').textContent.includes('cannot ask')");

        assertThat(compared.locator("#said").innerText()).isEqualTo("null cannot ask");
        compared.close();
    }

    @Test
    void thereIsNothingSeriousForAxe() throws IOException {
        var judged = chromium.browser().newPage(new Browser.NewPageOptions().setBypassCSP(true));
        judged.navigate(server.address());
        judged.waitForSelector(
                "html[data-ready=true]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        assertThat(Chromium.seriousFor(judged)).isEmpty();
        judged.close();
    }
}
