package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds `docs/findings.md` against the codes in the sources of all modules.
///
/// Some codes are put together: from a family and `.duplicate-id`, or from `drift.fewer-` and what is fewer.
class FindingsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final String FAMILIES =
            "build|check|content|coverage|drift|input|join|live|operation|parquet|publish"
                    + "|put|release|rollback|shape|shapefile|spark|status|table|undo";
    private static final Pattern ON_THE_PAGE = Pattern.compile("`((?:" + FAMILIES + ")\\.[a-z0-9-]+)`");
    private static final Pattern IN_SOURCES =
            Pattern.compile("\"((?:" + FAMILIES + ")?\\.[a-z0-9-]+|(?:" + FAMILIES + ")\\.[a-z0-9-]+-)\"");

    private static final Set<String> ON_PAGE = new TreeSet<>();
    private static final Set<String> LITERALS = new TreeSet<>();

    @BeforeAll
    static void readAll() throws IOException {
        collect(ON_THE_PAGE, ROOT.resolve("docs/findings.md"), ON_PAGE);
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (var module : modules.map(each -> each.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (var file : files.filter(each -> each.toString().endsWith(".java"))
                            .toList()) {
                        collect(IN_SOURCES, file, LITERALS);
                    }
                }
            }
        }
    }

    private static void collect(Pattern pattern, Path file, Set<String> codes) throws IOException {
        pattern.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
    }

    @Test
    void everyCodeIsOnThePage() {
        assertThat(LITERALS)
                .filteredOn(literal -> !literal.startsWith(".") && !literal.endsWith("-"))
                .hasSizeGreaterThan(150)
                .isSubsetOf(ON_PAGE);
    }

    @Test
    void everyCodeOnThePageIsInTheSources() {
        assertThat(ON_PAGE).allMatch(FindingsPageTest::isInSources);
    }

    private static boolean isInSources(String code) {
        return LITERALS.contains(code)
                || LITERALS.contains(code.substring(code.indexOf('.')))
                || LITERALS.stream().anyMatch(literal -> literal.endsWith("-") && code.startsWith(literal));
    }
}
