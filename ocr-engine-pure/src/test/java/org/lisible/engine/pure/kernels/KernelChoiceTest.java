package org.lisible.engine.pure.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final boolean MODULE_IS_THERE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    @Test
    void theSettingChoosesTheScalarKernels() {
        assertThat(KernelChoice.of("scalar")).hasToString("scalar (asked for by the setting kernels=scalar)");
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
