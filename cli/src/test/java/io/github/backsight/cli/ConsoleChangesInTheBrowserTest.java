package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.backsight.testkit.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console as operators and approvers use it: in Chromium, on a real store, by the real commands. Screenshots stay
/// in `target/screenshots`.
class ConsoleChangesInTheBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Chromium chromium;

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void startChromium() throws IOException {
        chromium = Chromium.start();
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void endChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        assertThat(faults).isEmpty();
    }

    private ConsoleTeam team(boolean secondPerson) throws IOException {
        var team = new ConsoleTeam(folder, TwoSquares.CONFIGURATION, secondPerson);
        opened.add(team);
        return team;
    }

    /// A browser of somebody's own.
    private Page open(String address) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1200, 900)
                        .setBypassCSP(false));
        opened.add(context);
        var page = context.newPage();
        page.setDefaultTimeout(30_000);
        page.onPageError(faults::add);
        page.navigate(address);
        ready(page);
        return page;
    }

    private static void ready(Page page) {
        page.waitForSelector(
                "html[data-ready=true]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    private Page open(String address, String token) {
        var page = open(address);
        signIn(page, token);
        return page;
    }

    private static void signIn(Page page, String token) {
        page.fill("#token", token);
        page.locator("#sign-in button").click();
        page.locator("#signed-in").waitFor();
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve("console-" + name + ".png")));
    }

    private static void plan(Page page, String release, String reason) {
        page.selectOption("#target", release);
        page.fill("#reason", reason);
        page.locator("#wish button[type=submit]").click();
        page.locator("#confirm").waitFor();
    }

    private static void go(Page page, String release) {
        page.fill("#typed", release);
        page.locator("#go").click();
    }

    private static void waitForText(Page page, String selector, String text) {
        page.locator(selector, new Page.LocatorOptions().setHasText(text))
                .first()
                .waitFor();
    }

    @Test
    void withoutATokenTheConsoleOnlyShows() throws IOException {
        var page = open(team(false).address());

        assertThat(page.locator("#upload").isVisible()).isFalse();
        assertThat(page.locator("#reason").isVisible()).isFalse();
        waitForText(page, "#plan", "To do it: backsight rollback");
        page.fill("#token", "somebody-elses-token-0123456789abcdef");
        page.locator("#sign-in button").click();
        waitForText(page, "#note", "this token is nobody's");
        assertThat(page.locator("#signed-in").isVisible()).isFalse();
        page.fill("#token", ConsoleTeam.VERA);
        page.locator("#sign-in button").click();
        page.locator("#signed-in").waitFor();
        assertThat(page.locator("#name").innerText()).isEqualTo("vera, viewer");
        assertThat(page.locator("#reason").isVisible())
                .as("a viewer only looks")
                .isFalse();
        assertThat(page.content()).doesNotContain(ConsoleTeam.VERA);
    }

    @Test
    void aRollbackIsPlannedConfirmedFollowedAndTakenBack() throws IOException, InterruptedException {
        var team = team(false);
        var page = open(team.address(), ConsoleTeam.ADA);
        plan(page, team.first, "the scores are wrong");

        assertThat(page.locator("#plan").innerText()).contains(team.second + " → " + team.first);
        assertThat(page.locator("#change").getAttribute("href"))
                .isEqualTo("/compare/" + team.second + "/" + team.first);
        assertThat(page.locator("#go").isDisabled()).isTrue();
        page.fill("#typed", team.first.substring(0, 8));
        assertThat(page.locator("#go").isDisabled()).as("all of the id").isTrue();
        page.fill("#typed", team.first);
        screenshot(page, "plan");
        assertThat(team.live()).isEqualTo(team.second);
        page.locator("#go").click();

        waitForText(page, "#progress-title", "Done");
        assertThat(page.locator("#steps li").allInnerTexts())
                .contains("pointer, map/live.json", "verify, map/live.json");
        assertThat(page.locator("#steps li.done").count())
                .isEqualTo(page.locator("#steps li").count());
        assertThat(page.locator("#result").innerText()).contains("Release " + team.first + " is live. Verified.");
        waitForText(page, "#status", team.first);
        waitForText(page, "#status", "the scores are wrong");
        screenshot(page, "rolled-back");
        assertThat(team.live()).isEqualTo(team.first);
        var evidence = page.context()
                .waitForPage(() -> page.locator("#result a", new Page.LocatorOptions().setHasText("Evidence"))
                        .click());
        waitForText(evidence, "body", "the scores are wrong");

        page.locator("#undo").click();
        page.locator("#confirm").waitFor();
        go(page, team.second);
        waitForText(page, "#result", "Release " + team.second + " is live. Verified.");
        assertThat(team.live()).isEqualTo(team.second);
    }

    @Test
    void theTimelineOpensWhatReleasesAndVersionsAreMadeOfAndWhatWasFound() throws IOException {
        var team = team(false);
        var page = open(team.address());

        page.locator("#events button[aria-label='more of " + team.first + "']")
                .first()
                .click();

        waitForText(page, "#details", "made from rates");
        assertThat(page.locator("#details").innerText()).contains("Release " + team.first, "rates.csv, version");
        screenshot(page, "timeline");
        page.locator("#events button[aria-label^='more of rates']").first().click();
        waitForText(page, "#details", "checks say");
        assertThat(page.locator("#details").innerText())
                .contains("rates, version", "Nothing odd was found.", team.second);
    }

    @Test
    void aSpoiltFileIsShownAsSuchAndAGoodOneBecomesAVersion() throws IOException, InterruptedException {
        var team = team(false);
        int versions = team.answer("api/versions?input=rates").size();
        var page = open(team.address(), ConsoleTeam.ADA);
        page.selectOption("#input", "rates");
        send(page, "<img src=x onerror=alert(1)>.csv", "id,rate\na,\"3\nb,2\n");

        waitForText(page, "#checked", "table.unclosed-quote");
        assertThat(page.locator("#checked").innerText()).contains("No build could use it.", "<img src=x");
        assertThat(page.locator("img").count()).isZero();
        screenshot(page, "spoilt-upload");
        page.locator("#drop").click();
        waitForText(page, "#checked", "Dropped; nothing was stored.");
        assertThat(team.answer("api/versions?input=rates")).hasSize(versions);

        send(page, "rates.csv", "id,rate\na,3\nb,2\n");
        page.locator("#store").click();
        waitForText(page, "#checked", "Stored as version");
        assertThat(team.answer("api/versions?input=rates")).hasSize(versions + 1);
    }

    private static void send(Page page, String name, String table) {
        page.setInputFiles("#file", new FilePayload(name, "text/csv", table.getBytes(StandardCharsets.UTF_8)));
        page.locator("#send button").click();
        page.locator("#drop").waitFor();
    }

    @Test
    void aPlanWaitsForASecondPersonAlsoAfterARestart() throws IOException, InterruptedException {
        var team = team(true);
        var ada = open(team.address(), ConsoleTeam.ADA);
        plan(ada, team.first, "the scores are wrong");
        assertThat(ada.locator("#go").innerText()).isEqualTo("Ask an approver");
        go(ada, team.first);
        waitForText(ada, "#waiting", "the scores are wrong");
        assertThat(ada.locator(".agree").count())
                .as("nobody agrees to their own plan")
                .isZero();
        assertThat(team.live()).isEqualTo(team.second);

        team.restart(true);
        var ben = open(team.address(), ConsoleTeam.BEN);
        waitForText(ben, "#waiting", "ada");
        ben.locator(".agree").waitFor();
        screenshot(ben, "approval");
        ben.locator(".agree").fill(team.first);
        ben.locator("#plans button", new Page.LocatorOptions().setHasText("Agree"))
                .click();

        waitForText(ben, "#result", "Release " + team.first + " is live. Verified.");
        waitForText(ben, "#status", "ben, plan of ada");
        assertThat(ben.locator("#waiting").isVisible()).isFalse();
        assertThat(team.live()).isEqualTo(team.first);
    }

    @Test
    void ofTwoOperatorsAtOnceTheSecondIsTold() throws IOException, InterruptedException {
        var team = team(false);
        var ada = open(team.address(), ConsoleTeam.ADA);
        var ben = open(team.address(), ConsoleTeam.BEN);
        plan(ada, team.first, "ada's reason");
        plan(ben, team.first, "ben's reason");
        go(ben, team.first);
        waitForText(ben, "#result", "is live. Verified.");

        go(ada, team.first);

        waitForText(ada, "#progress-title", "Not done");
        assertThat(ada.locator("#result").innerText()).contains("Refused: since the plan was made", "ben");
        assertThat(team.answer("api/status").at("/live/reason").asString()).isEqualTo("ben's reason");
    }

    @Test
    void law5_aServerThatDiesInTheMiddleLeavesOneWholeReleaseAndIsCompletedByTheNext()
            throws IOException, InterruptedException {
        var team = team(false);
        try (var dying = ConsoleProcess.start(folder, "verify")) {
            var page = open(dying.address(), ConsoleTeam.ADA);
            plan(page, team.first, "the scores are wrong");
            go(page, team.first);
            assertThat(dying.process().waitFor()).isEqualTo(9);
            waitForText(page, "#result", "The server does not answer any more.");
        }
        assertThat(team.live()).isEqualTo(team.first);

        var page = open(team.address(), ConsoleTeam.BEN);
        waitForText(page, "#status", "unfinished");
        screenshot(page, "unfinished");
        page.locator(".complete").click();

        waitForText(page, "#result", "is live. Verified.");
        page.locator("#status", new Page.LocatorOptions().setHasText("unfinished"))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        assertThat(team.answer("api/status").get("unfinished")).isEmpty();
        assertThat(team.live()).isEqualTo(team.first);
    }

    @Test
    void whoIsSignedOutMeanwhileIsToldAndSignsInAgain() throws IOException {
        var team = team(false);
        var page = open(team.address(), ConsoleTeam.ADA);
        page.context().clearCookies();
        page.fill("#reason", "the scores are wrong");
        page.locator("#wish button[type=submit]").click();

        waitForText(page, "#note", "sign in with a token first");
        signIn(page, ConsoleTeam.ADA);
        plan(page, team.first, "the scores are wrong");
    }

    @Test
    void thereIsNothingSeriousForAxe() throws IOException {
        var team = team(false);
        BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions().setBypassCSP(true));
        opened.add(context);
        var page = context.newPage();
        page.navigate(team.address());
        ready(page);
        assertThat(Chromium.seriousFor(page)).isEmpty();
        signIn(page, ConsoleTeam.ADA);
        plan(page, team.first, "the scores are wrong");
        assertThat(Chromium.seriousFor(page)).isEmpty();
        go(page, team.first);
        waitForText(page, "#result", "is live. Verified.");
        assertThat(Chromium.seriousFor(page)).isEmpty();
    }
}
