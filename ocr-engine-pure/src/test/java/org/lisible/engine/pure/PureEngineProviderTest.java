package org.lisible.engine.pure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.model.Layer;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.TestBundles;

class PureEngineProviderTest {

    private final PureEngineProvider provider = new PureEngineProvider();

    @Test
    void saysWhichKernelsItWasToldToUse() {
        EngineContext context = new EngineContext(Runnable::run, 1, Path.of("."), Map.of("kernels", "scalar"));
        String expected = "scalar (asked for by the setting kernels=scalar)";
        assertThat(provider.probe(context).kernels()).isEqualTo(expected);
        try (OcrEngine engine = provider.open(TestBundles.small(1), context)) {
            assertThat(engine.info().kernels()).isEqualTo(expected);
        }
    }

    @Test
    void refusesANetworkWhosePicturesFitInNoArray() {
        List<Layer> layers = List.of(
                new Layer.Conv2d("conv", 1, 1, 1, 1, 1, 1, 0, 0, true),
                new Layer.Conv2d("next", 1, 1, 1, 1, 9, 9, 20_000, 20_000, true),
                new Layer.GlobalAvgPool2d(),
                new Layer.Linear("out", 1, 2));
        ModelBundle bundle = TestBundles.random(TestBundles.manifest("huge", 1, 500, 500, "a", layers), 1);
        assertThatThrownBy(() -> provider.open(bundle, EngineContext.singleThreaded()))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN))
                .hasMessage("model huge/1 needs more memory than there is: integer overflow");
    }
}
