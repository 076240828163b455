package org.lisible;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Which package may import which, as the package-infos say. */
class DependenciesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.lisible");

    @ParameterizedTest(name = "{0} imports only: {1}")
    @CsvSource({
        "org.lisible,",
        "org.lisible.tensor,org.lisible",
        "org.lisible.image,org.lisible",
        "org.lisible.result,org.lisible",
        "org.lisible.model,org.lisible org.lisible.tensor",
        "org.lisible.preprocess,org.lisible org.lisible.image org.lisible.tensor org.lisible.model org.lisible.result",
        "org.lisible.decode,org.lisible org.lisible.model org.lisible.result",
        "org.lisible.language,org.lisible",
        "org.lisible.key,",
        "org.lisible.segmentation,org.lisible org.lisible.image org.lisible.tensor org.lisible.model org.lisible.result org.lisible.preprocess org.lisible.language",
        "org.lisible.spi,org.lisible org.lisible.model org.lisible.tensor org.lisible.result org.lisible.image",
        "org.lisible.spi.training,org.lisible org.lisible.spi org.lisible.model org.lisible.tensor",
    })
    void importsOnly(String from, String allowed) {
        String[] packages = allowed == null ? new String[0] : allowed.split(" ");
        DescribedPredicate<JavaClass> outside =
                resideInAnyPackage("java..", "jakarta.json..", from).or(resideInAnyPackage(packages));
        classes().that().resideInAPackage(from).should().onlyDependOnClassesThat(outside.or(arrays())).check(CLASSES);
    }

    /** ArchUnit sees arrays of primitives as classes without a package. */
    private static DescribedPredicate<JavaClass> arrays() {
        return DescribedPredicate.describe("primitives", type -> type.getPackageName().isEmpty());
    }

    @Test
    void everyPackageIsNamedAbove() {
        CsvSource named = Arrays.stream(DependenciesTest.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("importsOnly"))
                .findFirst()
                .orElseThrow()
                .getAnnotation(CsvSource.class);
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(named.value()).map(line -> line.substring(0, line.indexOf(','))).toList());
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        SlicesRuleDefinition.slices().matching("org.lisible.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
