package io.github.backsight.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.github.backsight.check.Spread;
import io.github.backsight.page.ChangeMapMaker.Side;
import io.github.backsight.progress.Progress;
import io.github.backsight.testkit.Chromium;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page as people open it: from a file, in Chromium. Left out where there is none, or no npm was there
/// to fetch the map's library.
class ChangePageInTheBrowserTest {
    private static final int SQUARES = 40;
    private static final int WIDE = 1000;
    private static final int PHONE = 390;
    private static final int HIGH = 1400;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    private static final List<String> ASKED = new ArrayList<>();
    private static final List<String> FAULTS = new ArrayList<>();

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void openThePage() throws IOException {
        chromium = Chromium.start();
        var file = folder.resolve("changes.html");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            changes().writeTo(out);
        }
        page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(WIDE, HIGH));
        page.onRequest(request -> ASKED.add(request.url()));
        page.onPageError(FAULTS::add);
        page.setDefaultTimeout(20_000);
        Files.createDirectories(SCREENSHOTS);
        page.navigate(file.toUri().toString());
        page.waitForSelector("#map[data-ready=true]", new Page.WaitForSelectorOptions().setTimeout(60_000));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static ChangePage changes() throws IOException {
        var polygons = MadeUpMap.squares(folder, SQUARES);
        var cuttings = CutTiles.cut(polygons, 1, Progress.SILENT);
        var before = MadeUpMap.rates(SQUARES, number -> "0");
        var now = MadeUpMap.rates(SQUARES, number -> number == 7 ? "40" : "0");
        var rate = before.column("rate").orElseThrow();
        var rateNow = now.column("rate").orElseThrow();
        var map = new ChangeMapMaker(CutTiles.ID, Optional.of(CutTiles.VALUE), Map.of("p007", 2), 1)
                .make(
                        new Side(CutTiles.of(cuttings, polygons, before, rate, 1), Optional.empty()),
                        new Side(CutTiles.of(cuttings, polygons, now, rateNow, 1), Optional.empty()),
                        Progress.SILENT);
        var row = new PageTable.Row(
                List.of("p007", "0", "40"), Optional.ofNullable(map.places().get("p007")));
        return new ChangePage(
                "rates@1 → rates@2",
                "rates@1",
                "rates@2",
                "One row changed.",
                List.of(),
                List.of(new PageTable("Rows", "", List.of("Id", ">Before", ">Now"), List.of(row))),
                Spread.of(rate, rateNow).stream().toList(),
                Optional.of(map),
                "",
                "Made by a test.");
    }

    /// To open the page takes longer than all else: the tests share it.
    @BeforeEach
    void showItAsItWasOpened() {
        page.setViewportSize(WIDE, HIGH);
        page.locator("input[value=swipe]").check();
        slide(500);
        page.evaluate("() => { backsightMaps.now.jumpTo({ center: [5, 2], zoom: 5 }); }");
    }

    /// The colours of a strip across the map's middle.
    private static int[] strip() throws IOException {
        return strip(0.5);
    }

    /// @param height of the strip, as a share of the map's from above
    private static int[] strip(double height) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(page.locator("#map").screenshot()));
        var colours = new int[picture.getWidth()];
        for (int x = 0; x < colours.length; x++) {
            colours[x] = picture.getRGB(x, (int) (picture.getHeight() * height)) & 0xffffff;
        }
        return colours;
    }

    private static void choose(String mode) {
        page.locator("input[value=" + mode + "]").check();
        waitUntilDrawn();
    }

    private static void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("page-" + name + ".png")));
    }

    /// {@return where both maps look: longitude, latitude and zoom, in words that can be compared}
    private static String view(String map) {
        return (String) page.evaluate(
                "map => { const { lng, lat } = backsightMaps[map].getCenter();"
                        + " return [lng, lat, backsightMaps[map].getZoom()].map(each => each.toFixed(6)).join(' '); }",
                map);
    }

    private static void bothSeeTheSameOtherThan(String view) {
        page.waitForFunction(
                "view => { const words = map => [map.getCenter().lng, map.getCenter().lat, map.getZoom()]"
                        + ".map(each => each.toFixed(6)).join(' '); const [one, other] = Object.values(backsightMaps);"
                        + " return words(one) === words(other) && words(one) !== view && !one.isMoving(); }",
                view);
    }

    private static void slide(int share) {
        page.evaluate(
                "share => { const slider = document.getElementById('swipe'); slider.value = share;"
                        + " slider.dispatchEvent(new Event('input')); }",
                share);
        waitUntilDrawn();
    }

    private static void waitUntilDrawn() {
        page.waitForFunction("() => Object.values(backsightMaps).every(map => map.loaded() && !map.isMoving())");
        // What was told to a map just now is drawn in its next frame, and idle it is when nothing is left to draw.
        page.evaluate("() => Promise.all(Object.values(backsightMaps).map(map => new Promise(done => {"
                + " map.once('idle', () => done()); map.triggerRepaint(); }))).then(() => true)");
    }

    private static void showSquareSeven() {
        page.locator("button[data-place]").click();
        page.waitForFunction("() => backsightMaps.now.getZoom() > 8.9");
        waitUntilDrawn();
    }

    private static long count(int[] strip, int colour) {
        return Arrays.stream(strip).filter(each -> each == colour).count();
    }

    @Test
    void itAsksNothingOfAnyHostAndNothingFails() {
        assertThat(ASKED)
                .allMatch(url -> url.startsWith("file:") || url.startsWith("blob:") || url.startsWith("data:"));
        assertThat(FAULTS).isEmpty();
        assertThat(page.locator("#map-note").isVisible()).isFalse();
    }

    @Test
    void theDividerPartsBeforeFromNow() throws IOException {
        showSquareSeven();
        slide(1000);
        var before = strip();
        slide(0);
        var now = strip();

        assertThat(count(before, 0xffffcc)).as("light where the rate was 0").isGreaterThan(500);
        assertThat(count(before, 0x800026)).isZero();
        assertThat(count(now, 0x800026)).as("dark where the rate is 40").isGreaterThan(500);
        slide(500);
        var half = strip();
        assertThat(count(half, 0xffffcc)).isBetween(300L, 600L);
        assertThat(count(half, 0x800026)).isBetween(300L, 600L);
        screenshot("swipe");
    }

    @Test
    void theDifferenceIsDrawnInColoursOfItsOwn() throws IOException {
        showSquareSeven();
        page.locator("input[value=difference]").check();
        waitUntilDrawn();

        assertThat(count(strip(), 0xb2182b)).as("the strongest rise").isGreaterThan(500);
        assertThat(page.locator("#swipe").isVisible()).isFalse();
        screenshot("difference");
    }

    @Test
    void sideBySideBothAreDrawn() throws IOException {
        showSquareSeven();
        choose("side-by-side");
        var strip = strip();

        assertThat(count(Arrays.copyOfRange(strip, 0, 500), 0xffffcc))
                .as("light on the left, where the rate was 0")
                .isGreaterThan(300);
        assertThat(count(Arrays.copyOfRange(strip, 500, 1000), 0x800026))
                .as("dark on the right, where the rate is 40")
                .isGreaterThan(300);
        assertThat(page.locator("#swipe").isVisible()).isFalse();
        choose("swipe");
        var again = strip();
        assertThat(count(again, 0xffffcc)).as("a divider again").isBetween(300L, 600L);
        assertThat(count(again, 0x800026)).isBetween(300L, 600L);
    }

    @Test
    void sideBySideEachMapFollowsTheOther() {
        choose("side-by-side");
        var start = view("now");
        page.locator("#map-before canvas").focus();
        page.keyboard().press("ArrowRight");
        bothSeeTheSameOtherThan(start);

        var moved = view("before");
        page.locator("#map-now canvas").focus();
        page.keyboard().press("+");
        bothSeeTheSameOtherThan(moved);

        var closer = view("now");
        drag("#map-before canvas");
        bothSeeTheSameOtherThan(closer);
    }

    private static void drag(String map) {
        var box = page.locator(map).boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2 - 60, box.y + box.height / 2 - 40);
        page.mouse().up();
    }

    @Test
    void sideBySideTheModeIsChosenByTheKeyboardAndWhatChangedIsAClickAway() throws IOException {
        page.locator("input[value=swipe]").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#map").getAttribute("data-mode")).isEqualTo("side-by-side");
        var start = view("now");
        page.locator("button[data-place]").press("Enter");
        bothSeeTheSameOtherThan(start);
        waitUntilDrawn();

        page.evaluate("() => { backsightMaps.now.jumpTo({ center: [7.5, 0.5], zoom: 7 }); }");
        waitUntilDrawn();
        var strip = strip();
        assertThat(count(Arrays.copyOfRange(strip, 0, 500), 0x7b3294))
                .as("an outline before")
                .isPositive();
        assertThat(count(Arrays.copyOfRange(strip, 500, 1000), 0x7b3294))
                .as("an outline now")
                .isPositive();
        page.locator("#map-before canvas").click();
        assertThat(page.locator("#map-before .maplibregl-popup-content").innerText())
                .containsSubsequence("id", "p007", "before", "0", "now", "40");
        screenshot("side-by-side");
    }

    @Test
    void onAPhoneTheyAreStackedAndANarrowWindowFits() throws IOException {
        choose("side-by-side");
        page.setViewportSize(PHONE, HIGH);
        page.waitForFunction("() => Object.values(backsightMaps).every(map =>"
                + " map.getCanvas().clientWidth === map.getContainer().clientWidth"
                + " && map.getCanvas().clientHeight === map.getContainer().clientHeight)");
        showSquareSeven();

        assertThat(count(strip(0.25), 0xffffcc)).as("before, above").isGreaterThan(300);
        assertThat(count(strip(0.75), 0x800026)).as("now, below").isGreaterThan(300);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat(view("before")).isEqualTo(view("now"));
        screenshot("side-by-side-phone");
    }

    @Test
    void asMuchOfTheEarthIsSeenInEachModeFromWestToEast() {
        var before = view("now");
        choose("side-by-side");
        assertThat(view("now")).isEqualTo("5.000000 2.000000 4.000000");
        choose("swipe");

        assertThat(view("now")).isEqualTo(before);
    }

    @Test
    void thereIsNothingSeriousForAxeInAnyMode() throws IOException {
        for (var mode : List.of("difference", "swipe", "side-by-side")) {
            choose(mode);
            assertThat(Chromium.seriousFor(page)).as(mode).isEmpty();
        }
    }

    @Test
    void whatIsHiddenCannotBeReachedByTheKeyboard() {
        choose("difference");
        page.locator("#outlines").focus();
        page.keyboard().press("Tab");

        assertThat((Boolean) page.evaluate("document.activeElement.closest('#map-now') !== null"))
                .isTrue();
    }

    @Test
    void aClickTellsTheValuesOfBothSides() {
        showSquareSeven();
        page.locator("#map").click();

        assertThat(page.locator(".maplibregl-popup-content").innerText())
                .containsSubsequence("id", "p007", "before", "0", "now", "40");
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "() => { const { left, top, width, height } ="
                                                + " document.querySelector('.maplibregl-popup-content').getBoundingClientRect();"
                                                + " return document.elementFromPoint(left + 4, top + height / 2).closest('.maplibregl-popup') !== null; }"))
                .as("the divider cuts the map, not what lies over it")
                .isTrue();
    }

    @Test
    void theDividerMovesByTheKeyboard() {
        page.locator("#swipe").focus();
        page.keyboard().press("End");

        assertThat((String) page.evaluate(
                        "getComputedStyle(document.querySelector('#map-now .maplibregl-canvas')).clipPath"))
                .contains("100%");
    }
}
