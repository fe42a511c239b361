package io.github.backsight.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, driven by Playwright; drawn by the processor where there is no graphics card.
public final class Chromium implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-gl=angle",
            "--use-angle=swiftshader",
            "--ignore-gpu-blocklist",
            "--enable-unsafe-swiftshader");

    /// From whatever module the tests are of.
    private static final Path AXE = Path.of("..", "web", "target", "npm", "node_modules", "axe-core", "axe.min.js");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Starts it, or leaves the test out where it is not installed, or no npm was there to fetch the map's
    /// library.
    public static Chromium start() {
        var program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no Chromium is installed");
        assumeTrue(Chromium.class.getResource("/page/maplibre-gl.mjs") != null, "built without npm");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options =
                new BrowserType.LaunchOptions().setExecutablePath(program.get()).setArgs(OPTIONS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /// {@return what axe finds serious or worse by WCAG 2.1 AA, with the elements}
    ///
    /// @param page whose policy lets it run
    public static List<?> seriousFor(Page page) throws IOException {
        page.evaluate(Files.readString(AXE) + "; null");
        return (List<?>) page.evaluate(
                "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }))"
                        + ".violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')"
                        + ".map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)");
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
