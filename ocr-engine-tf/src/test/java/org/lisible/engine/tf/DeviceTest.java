package org.lisible.engine.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.lisible.spi.Probe;

class DeviceTest {

    @TempDir
    Path scratch;

    private EngineContext context(String device) {
        return new EngineContext(Runnable::run, 1, scratch, Map.of("device", device));
    }

    @Test
    void cpuIsCpu() {
        assertThat(Device.choose(context("CPU")).description()).isEqualTo("cpu");
    }

    @Test
    void autoTakesAGpuOrSaysWhyNot() {
        assertThat(Device.choose(context("auto")).description()).matches("gpu:0|cpu \\(no GPU: .+\\)");
    }

    @Test
    void gpuIsAGpuOrFailsWithTheReason() {
        Probe probe = new TfEngineProvider().probe(context("gpu"));
        if (Device.choose(context("auto")).description().startsWith("gpu")) {
            assertThat(probe.device()).isEqualTo("gpu:0");
        } else {
            assertThat(probe.usable()).isFalse();
            assertThat(probe.reason())
                    .startsWith("device=gpu, but no GPU can be used: ")
                    .contains("set device=cpu");
        }
    }

    @Test
    void anUnknownDeviceIsRefusedAndTheKnownAreNamed() {
        assertThatThrownBy(() -> Device.choose(context("tpu")))
                .isInstanceOf(OcrException.class)
                .hasMessage("unknown device 'tpu'; there are: auto, cpu, gpu");
    }

    @Test
    void learningInLowerPrecisionIsSaidAndLeavesInferenceAlone() {
        Device device = Device.choose(
                new EngineContext(Runnable::run, 1, scratch, Map.of("device", "cpu", "precision", "bfloat16")));
        assertThat(device.description()).isEqualTo("cpu, learning in bfloat16");
        assertThat(device.session()).isEqualTo(Device.choose(context("cpu")).session());
        assertThat(device.learning()).isNotEqualTo(device.session());
    }

    @Test
    void anUnknownPrecisionIsRefusedAndTheKnownAreNamed() {
        EngineContext half = new EngineContext(Runnable::run, 1, scratch, Map.of("device", "cpu", "precision", "half"));
        assertThatThrownBy(() -> Device.choose(half))
                .isInstanceOf(OcrException.class)
                .hasMessage("unknown precision 'half'; there are: bfloat16, float32");
    }
}
