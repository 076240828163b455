package org.lisible.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The one way data flows: each package knows only those below it. */
@AnalyzeClasses(packages = "org.lisible.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String WEB = "org.lisible.web.";

    @ArchTest
    static final ArchRule EACH_PACKAGE_KNOWS_ONLY_THOSE_BELOW_IT = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.lisible.web..")
            .layer("rest").definedBy(WEB + "rest")
            .layer("health").definedBy(WEB + "health")
            .layer("metrics").definedBy(WEB + "metrics")
            .layer("problem").definedBy(WEB + "problem")
            .layer("recognition").definedBy(WEB + "recognition")
            .layer("samples").definedBy(WEB + "samples")
            .layer("readers").definedBy(WEB + "readers")
            .layer("queue").definedBy(WEB + "queue")
            .layer("engines").definedBy(WEB + "engines")
            .layer("models").definedBy(WEB + "models")
            .layer("files").definedBy(WEB + "files")
            .layer("page").definedBy(WEB + "page")
            .layer("security").definedBy(WEB + "security")
            .layer("settings").definedBy(WEB + "settings")
            .layer("cache").definedBy(WEB + "cache")
            .layer("stopping").definedBy(WEB + "stopping")
            .whereLayer("rest").mayNotBeAccessedByAnyLayer()
            .whereLayer("health").mayNotBeAccessedByAnyLayer()
            .whereLayer("page").mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics").mayNotAccessAnyLayer()
            .whereLayer("problem").mayOnlyBeAccessedByLayers("rest")
            .whereLayer("samples").mayOnlyBeAccessedByLayers("rest")
            .whereLayer("recognition").mayOnlyBeAccessedByLayers("rest")
            .whereLayer("readers").mayOnlyBeAccessedByLayers("rest", "health", "problem", "recognition")
            .whereLayer("queue").mayOnlyBeAccessedByLayers("readers", "recognition")
            .whereLayer("engines").mayOnlyBeAccessedByLayers("readers", "rest", "health", "problem")
            .whereLayer("models").mayOnlyBeAccessedByLayers("readers", "rest", "problem")
            .whereLayer("cache").mayOnlyBeAccessedByLayers("rest")
            .whereLayer("cache").mayOnlyAccessLayers("settings")
            .whereLayer("stopping").mayOnlyBeAccessedByLayers("rest", "health")
            .whereLayer("stopping").mayNotAccessAnyLayer()
            .whereLayer("files").mayOnlyBeAccessedByLayers("readers", "samples")
            .whereLayer("security").mayOnlyBeAccessedByLayers("rest", "problem");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_AN_ENGINE =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.lisible.engine..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_A_SERVER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fish.payara..", "org.glassfish..", "com.sun..", "org.jboss..", "org.eclipse.parsson..");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_JCACHE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.lisible.web.cache.JCacheStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.cache..");

    @ArchTest
    static final ArchRule ONLY_THE_API_KNOWS_RESOURCES = noClasses()
            .that()
            .resideOutsideOfPackages("org.lisible.web.rest", "org.lisible.web.problem", "org.lisible.web.security")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");
}
