package io.github.backsight.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.github.backsight.Chromium;
import io.github.backsight.check.Spread;
import io.github.backsight.page.ChangeMapMaker.Side;
import io.github.backsight.progress.Progress;
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
        page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1000, 1400));
        page.onRequest(request -> ASKED.add(request.url()));
        page.onPageError(FAULTS::add);
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
        page.locator("input[value=swipe]").check();
        slide(500);
        page.evaluate("() => { backsightMaps.now.jumpTo({ center: [5, 2], zoom: 5 }); }");
    }

    /// The colours of a strip across the map's middle, at so many places, each with its most distinct part.
    private int[] strip() throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(page.locator("#map").screenshot()));
        var colours = new int[picture.getWidth()];
        for (int x = 0; x < colours.length; x++) {
            colours[x] = picture.getRGB(x, picture.getHeight() / 2) & 0xffffff;
        }
        return colours;
    }

    private void slide(int share) {
        page.evaluate(
                "share => { const slider = document.getElementById('swipe'); slider.value = share;"
                        + " slider.dispatchEvent(new Event('input')); }",
                share);
        waitUntilDrawn();
    }

    private static void waitUntilDrawn() {
        page.waitForFunction("() => Object.values(backsightMaps).every(map => map.loaded() && !map.isMoving())");
        page.waitForTimeout(300);
    }

    private void showSquareSeven() {
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
    }

    @Test
    void theDifferenceIsDrawnInColoursOfItsOwn() throws IOException {
        showSquareSeven();
        page.locator("input[value=difference]").check();
        waitUntilDrawn();

        assertThat(count(strip(), 0xb2182b)).as("the strongest rise").isGreaterThan(500);
        assertThat(page.locator("#swipe").isVisible()).isFalse();
    }

    @Test
    void aClickTellsTheValuesOfBothSides() {
        showSquareSeven();
        page.locator("#map").click();

        assertThat(page.locator(".maplibregl-popup-content").innerText())
                .containsSubsequence("id", "p007", "before", "0", "now", "40");
    }

    @Test
    void theDividerMovesByTheKeyboard() {
        page.locator("#swipe").focus();
        page.keyboard().press("End");

        assertThat((String) page.evaluate("document.getElementById('map-now').style.clipPath"))
                .contains("100%");
    }
}
