package org.lisible.data;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Which package may import which, as the package-infos say. */
class DependenciesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.lisible.data");

    @ParameterizedTest(name = "{0} imports only: {1}")
    @CsvSource({
        "org.lisible.data.image, org.lisible org.lisible.image javax.imageio.. com.twelvemonkeys..",
        "org.lisible.data.dataset, org.lisible org.lisible.image org.lisible.model org.lisible.data.image org.apache.commons.csv",
        "org.lisible.data.evaluation, org.lisible jakarta.json org.apache.commons.csv",
        "org.lisible.data.drawing, org.lisible.image",
        "org.lisible.data.augmentation, org.lisible.image org.lisible.data.drawing",
        "org.lisible.data.synthesis, org.lisible org.lisible.image org.lisible.model org.lisible.data.image"
                + " org.lisible.data.dataset org.lisible.data.drawing org.apache.fontbox.. org.apache.pdfbox.io",
        "org.lisible.data.composition, org.lisible org.lisible.image org.lisible.data.dataset org.lisible.data.synthesis org.lisible.data.drawing",
        "org.lisible.data.plot, org.lisible.data.evaluation org.lisible.spi.training jakarta.json",
    })
    void importsOnly(String from, String allowed) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage("java..", from)
                .or(resideInAnyPackage(allowed.split(" ")))
                .or(DescribedPredicate.describe("primitives", type -> type.getPackageName().isEmpty()));
        classes().that().resideInAPackage(from).should().onlyDependOnClassesThat(inside).check(CLASSES);
    }
}
