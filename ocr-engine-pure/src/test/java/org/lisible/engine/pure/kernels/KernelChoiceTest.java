package org.lisible.engine.pure.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final boolean MODULE_IS_THERE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    @Test
    void theSettingChoosesTheScalarKernels() {
        assertThat(KernelChoice.of("scalar")).hasToString("scalar (asked for by the setting kernels=scalar)");
    }

    /** The JVM's flag is how to choose a width, and how the build tests the shorter ones. */
    @Test
    void vectorsAreNoLongerThanTheJvmIsTold() {
        Optional<String> flag = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:MaxVectorSize="))
                .findFirst();
        int bytes = flag.map(argument -> Integer.parseInt(argument.substring(argument.indexOf('=') + 1))).orElse(64);
        Matcher bits = Pattern.compile("(\\d+) bits").matcher(KernelChoice.of("auto").toString());
        assertThat(bits.find()).isEqualTo(MODULE_IS_THERE);
        if (MODULE_IS_THERE) {
            assertThat(Integer.parseInt(bits.group(1))).isLessThanOrEqualTo(8 * bytes);
        }
    }

    /** True in one way in the build's first test run and in the other in its second. */
    @Test
    void otherwiseTheJvmsModulesDecideAndTheReasonSaysSo() {
        if (MODULE_IS_THERE) {
            assertThat(KernelChoice.of("auto").toString())
                    .matches("Vector API, \\d+ bits \\(the module jdk.incubator.vector is there\\)");
        } else {
            assertThat(KernelChoice.of("auto"))
                    .hasToString("scalar (this JVM was started without --add-modules jdk.incubator.vector)");
        }
    }
}
