package io.github.backsight;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String ROOT = "io.github.backsight.";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.backsight");

    /// Lowest first; what each package of `core` may import of the others.
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("finding", List.of()),
            Map.entry("progress", List.of()),
            Map.entry("draft", List.of()),
            Map.entry("parallel", List.of()),
            Map.entry("section", List.of()),
            Map.entry("geom", List.of()),
            Map.entry("store", List.of()),
            Map.entry("history", List.of("store")),
            Map.entry("content", List.of("finding")),
            Map.entry("parquet", List.of("content", "finding")),
            Map.entry("table", List.of("content", "finding", "parquet")),
            Map.entry("shape", List.of("content", "draft", "finding", "geom", "parquet", "section", "table")),
            Map.entry("topology", List.of("finding", "geom", "parallel", "section", "shape")),
            Map.entry("tile", List.of("geom", "parallel", "section", "table", "topology")),
            Map.entry("archive", List.of("draft", "parallel", "tile")),
            Map.entry("config", List.of("finding", "store")),
            Map.entry("input", List.of("config", "finding", "store")),
            Map.entry(
                    "check",
                    List.of("archive", "config", "finding", "geom", "parallel", "shape", "store", "table", "tile")),
            Map.entry(
                    "build",
                    List.of(
                            "archive",
                            "check",
                            "config",
                            "content",
                            "draft",
                            "finding",
                            "geom",
                            "input",
                            "parallel",
                            "section",
                            "shape",
                            "store",
                            "table",
                            "tile",
                            "topology")),
            Map.entry("doctor", List.of("config", "finding", "release", "store")),
            Map.entry("release", List.of("finding", "store")));

    @Test
    void lawA_aRollbackNeedsNoCodeThatCanBuild() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "release..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "build..", ROOT + "topology..", ROOT + "tile..", ROOT + "shape..")
                .because("at three in the morning going back must not depend on code that can build")
                .allowEmptyShould(true)
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "build..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "release..")
                .because("a build makes files; only the wiring turns them into a release")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void lawB_theCoreKnowsNoS3NoSqliteNoSparkNoHttp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        "com.amazonaws..",
                        "org.sqlite..",
                        "java.sql..",
                        "org.apache.spark..",
                        "java.net.http..",
                        "com.sun.net.httpserver..",
                        "io.javalin..")
                .because("each of these lives in a module of its own, so that none can be needed by accident")
                .check(CORE);
    }

    @Test
    void onlyOnePackageKnowsTheLibraryThatReadsParquet() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "parquet..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hardwood..")
                .because("it is young (decision 0055): what replaces it must touch one package")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that can be read alone can be trusted alone")
                .check(CORE);
    }

    @TestFactory
    Stream<DynamicTest> eachPackageImportsOnlyLowerOnes() {
        return MAY_IMPORT.entrySet().stream()
                .map(layer -> DynamicTest.dynamicTest(layer.getKey(), () -> {
                    var allowed = Stream.concat(Stream.of(layer.getKey(), "progress"), layer.getValue().stream())
                            .map(name -> ROOT + name + "..")
                            .toArray(String[]::new);
                    classes()
                            .that()
                            .resideInAPackage(ROOT + layer.getKey() + "..")
                            .should()
                            .onlyDependOnClassesThat(resideOutsideOfPackage("io.github.backsight..")
                                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                            allowed)))
                            .because("ARCHITECTURE.md lists the packages lowest first and what each may import")
                            .allowEmptyShould(true)
                            .check(CORE);
                }));
    }

    @Test
    void everyPackageHasAPlaceInTheLayers() {
        classes()
                .should()
                .resideInAnyPackage(MAY_IMPORT.keySet().stream()
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .because("a new package is given its place in the layers here and in ARCHITECTURE.md")
                .check(CORE);
    }
}
