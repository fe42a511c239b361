package io.github.backsight.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.backsight.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The public map as people use it, served as a bucket serves files. Screenshots stay in
/// `target/screenshots`.
class ViewerInTheBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    private static final List<String> ASKED = new ArrayList<>();
    private static final List<String> FAULTS = new ArrayList<>();

    private static Chromium chromium;
    private static StaticHost host;
    private static Page page;
    private static long firstView;

    @BeforeAll
    static void openTheMap() throws IOException {
        chromium = Chromium.start();
        var published = Files.createDirectories(folder.resolve("public/map"));
        PublishedMap.write(published, Files.createDirectories(folder.resolve("work")), "pmtiles");
        host = new StaticHost(folder.resolve("public"));
        page = open(1200, 800, "");
        firstView = host.sent();
        Files.createDirectories(SCREENSHOTS);
        screenshot(page, "viewer-wide");
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Page open(int width, int height, String place) {
        var opened = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(width, height));
        opened.setDefaultTimeout(20_000);
        opened.onRequest(request -> ASKED.add(request.url()));
        opened.onPageError(FAULTS::add);
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                FAULTS.add(message.text());
            }
        });
        opened.navigate(host.address() + "/map/index.html" + place);
        opened.waitForSelector(
                "html[data-ready=true]",
                new Page.WaitForSelectorOptions().setTimeout(60_000).setState(WaitForSelectorState.ATTACHED));
        return opened;
    }

    private static void screenshot(Page shown, String name) {
        shown.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /// To open the page takes longer than all else: the tests share it.
    @BeforeEach
    void showTheMapAsItWasOpened() {
        // The list of what was found lies over the panel.
        page.locator("#search").fill("");
        page.locator("#found").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        if (page.locator("#panel").isVisible()) {
            page.locator("#panel-close").click();
        }
        look(5, 2, 5);
    }

    private static void look(double longitude, double latitude, double zoom) {
        page.evaluate(
                "([x, y, z]) => { backsightMap.jumpTo({ center: [x, y], zoom: z }); }",
                List.of(longitude, latitude, zoom));
        waitUntilDrawn();
    }

    private static void waitUntilDrawn() {
        page.waitForFunction("() => backsightMap.loaded() && !backsightMap.isMoving()");
    }

    /// What the map draws, once all that it was told is drawn: a change of a filter takes a frame or more.
    private static int drawn(String layer) {
        waitUntilDrawn();
        return ((Number) page.evaluate(
                        "layer => new Set(backsightMap.queryRenderedFeatures({ layers: [layer] })"
                                + ".map((feature) => JSON.stringify(feature.properties))).size",
                        layer))
                .intValue();
    }

    private static Locator panel() {
        var panel = page.locator("#panel");
        panel.waitFor();
        return panel;
    }

    @Test
    void theFirstViewIsSmallAndAsksNoOtherHost() {
        assertThat(firstView).isLessThan(1_000_000);
        assertThat(ASKED)
                .allMatch(url -> url.startsWith(host.address()) || url.startsWith("blob:") || url.startsWith("data:"));
        assertThat(FAULTS).isEmpty();
    }

    @Test
    void fromAfarPolygonsAreDissolvedAndNearbyDrawnOneByOne() {
        look(5, 2, 4.8);
        assertThat(drawn("low")).isEqualTo(4);
        assertThat(drawn("high")).isZero();
        look(5, 2, 6.5);
        assertThat(drawn("high")).isGreaterThan(10);
        assertThat(drawn("low")).isZero();
        look(5.5, 2.5, 20);
        assertThat(drawn("high")).as("far beyond the highest zoom").isEqualTo(1);
    }

    @Test
    void aTreeOfTilesIsAsGoodAsAnArchive() throws IOException {
        var published = Files.createDirectories(folder.resolve("public/tree"));
        PublishedMap.write(published, Files.createDirectories(folder.resolve("work-tree")), "tree");

        var tree = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(800, 600));
        tree.navigate(host.address() + "/tree/index.html#8/2.5/5.5");
        tree.waitForSelector(
                "html[data-ready=true]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        tree.locator("#map canvas").click();

        tree.locator("#panel").waitFor();
        assertThat(tree.locator("#panel-title").innerText()).contains("County 25");
        tree.close();
    }

    @Test
    void aClickSelectsAPolygonAndTellsItsColumnsUnderTheirLabels() {
        look(5.5, 2.5, 8);
        page.locator("#map canvas").click();

        assertThat(panel().innerText())
                .contains("County 25, Eastland, " + PublishedMap.id(25), "How high it is", "25", "County");
        assertThat(drawn("selected")).isEqualTo(1);
        assertThat(page.url()).endsWith("/" + PublishedMap.id(25));
        page.keyboard().press("Escape");
        assertThat(page.locator("#panel").isVisible()).isFalse();
        assertThat(page.url()).doesNotContain(PublishedMap.id(25));
    }

    @Test
    void enterSelectsWhatIsInTheMiddle() {
        look(7.5, 1.5, 8);
        page.locator("#map canvas").focus();
        page.keyboard().press("Enter");

        assertThat(panel().innerText()).contains("County 17, Eastland");
    }

    @Test
    void aBlankIsToldAsSuch() {
        look(9.5, 3.5, 8);
        page.locator("#map canvas").click();

        assertThat(panel().innerText()).contains("no data");
    }

    @Test
    void aNameIsNeverMarkup() {
        look(0.5, 0.5, 8);
        page.locator("#map canvas").click();

        assertThat(panel().innerText()).contains(PublishedMap.HOSTILE);
        assertThat(page.locator("#panel img, #found img, #rows img").count()).isZero();
        page.locator("#search").fill("img src");
        page.locator("#found li").first().waitFor();
        assertThat(page.locator("#found").innerText()).contains(PublishedMap.HOSTILE);
        assertThat(page.locator("#found img").count()).isZero();
        assertThat(page.locator(".maplibregl-ctrl-attrib b").count()).isZero();
    }

    @Test
    void aCodebookNamesColumnsWhereTheConfigurationDoesNotAndNeverAsMarkup() throws IOException {
        look(5.5, 2.5, 8);
        page.locator("#map canvas").click();

        assertThat(panel().innerText())
                .contains("How high it is", "<img src=x onerror=alert(2)>")
                .doesNotContain("Not this one", "alert(3)");
        page.locator("#panel .opens-hint").last().click();
        assertThat(panel().innerText()).contains("<img src=x onerror=alert(3)>");
        assertThat(page.locator("img").count()).isZero();
        assertThat(FAULTS).isEmpty();
        assertThat(Files.readString(
                        folder.resolve("public/map/releases/" + PublishedMap.RELEASE + "/viewer/viewer.json")))
                .doesNotContain("Not on this map");
    }

    @Test
    void whatAColumnMeansIsReadByTheKeyboard() throws IOException {
        look(5.5, 2.5, 8);
        page.locator("#map canvas").click();
        var asked = panel().locator(".opens-hint").first();
        assertThat(asked.getAttribute("aria-label")).isEqualTo("What is How high it is?");
        assertThat(panel().innerText()).doesNotContain("of a hundred");

        asked.focus();
        page.keyboard().press("Enter");
        assertThat(asked.getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(page.locator("#" + asked.getAttribute("aria-controls")).innerText())
                .isEqualTo("How high it is, of a hundred.");
        assertThat(Chromium.seriousFor(page)).isEmpty();
        screenshot(page, "viewer-hint");
        page.keyboard().press("Enter");
        assertThat(panel().innerText()).doesNotContain("of a hundred");
        page.locator("#legend .opens-hint").press("Enter");
        assertThat(page.locator("#legend").innerText()).contains("of a hundred");
        page.locator("#legend .opens-hint").press("Enter");
    }

    @Test
    void placesAreFoundByIdByNameAndByState() {
        page.locator("#search").fill(PublishedMap.id(12));
        page.locator("#found li").first().waitFor();
        page.keyboard().press("Enter");
        assertThat(panel().innerText()).contains("County 12, Westland");

        page.locator("#search").fill("county 23 westland");
        page.locator("#found li").first().waitFor();
        page.locator("#search").press("ArrowDown");
        page.locator("#search").press("Enter");
        page.waitForFunction("() => !backsightMap.isMoving() && Math.abs(backsightMap.getCenter().lng - 3.5) < 0.6");

        page.locator("#search").fill("eastland");
        page.locator("#found li").first().waitFor();
        assertThat(page.locator("#found li").first().innerText()).isEqualTo("Eastland");
        page.locator("#search").press("Enter");
        page.waitForFunction("() => !backsightMap.isMoving() && Math.abs(backsightMap.getCenter().lng - 7.5) < 0.2");
    }

    @Test
    void aRegionIsAClickAway() {
        page.locator("#regions button", new Page.LocatorOptions().setHasText("East"))
                .click();

        page.waitForFunction("() => !backsightMap.isMoving() && Math.abs(backsightMap.getCenter().lng - 7.5) < 0.2");
    }

    @Test
    void aLinkOpensTheSamePlaceOnAPhone() {
        look(5.5, 2.5, 8);
        page.locator("#map canvas").click();
        panel();
        var link = page.url();

        var phone = open(390, 800, link.substring(link.indexOf('#')));

        phone.locator("#panel").waitFor();
        phone.waitForTimeout(800);
        screenshot(phone, "viewer-phone");
        assertThat(phone.locator("#panel-title").innerText()).contains("County 25, Eastland");
        assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        phone.close();
    }

    @Test
    void whatIsSeenCanBeReadAsATable() {
        look(5.5, 2.5, 7);
        page.locator("#rows-toggle").click();
        var rows = page.locator("#rows-box tbody tr");
        rows.first().waitFor();

        assertThat(page.locator("#rows-box").innerText()).contains("County 25", "in view");
        page.locator("#rows-box button", new Page.LocatorOptions().setHasText(PublishedMap.id(25)))
                .click();
        assertThat(panel().innerText()).contains("County 25");
        screenshot(page, "viewer-table");
        page.locator("#rows-toggle").click();
    }

    @Test
    void theFooterTellsTheReleaseItsDateAndWhatItWasMadeOf() {
        page.locator("#more summary").click();

        assertThat(page.locator("footer").innerText())
                .contains("Release " + PublishedMap.RELEASE, "2026-11-28", "usa-high.json", "rates.csv, version 7");
        page.locator("#more summary").click();
    }

    @Test
    void thereIsNothingSeriousForAxe() throws IOException {
        look(5.5, 2.5, 8);
        page.locator("#map canvas").click();
        panel();
        assertThat(Chromium.seriousFor(page)).isEmpty();
    }
}
