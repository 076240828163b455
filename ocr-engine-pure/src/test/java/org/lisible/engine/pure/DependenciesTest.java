package org.lisible.engine.pure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: without this the engine would need the Vector API to be loaded at all. */
@AnalyzeClasses(packages = "org.lisible.engine.pure", importOptions = DoNotIncludeTests.class)
class DependenciesTest {

    @ArchTest
    static final ArchRule onlyPanamaKnowsTheVectorApi = noClasses()
            .that()
            .resideOutsideOfPackage("..panama")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.incubator.vector..", "..panama");

    @ArchTest
    static final ArchRule kernelsKnowNothingOfModels = noClasses()
            .that()
            .resideInAnyPackage("..kernels", "..panama")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.lisible.model..", "org.lisible.spi..", "org.lisible.tensor..", "..pure.plan");
}
