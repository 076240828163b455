package org.lisible.engine.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.engine.pure.plan.LogProbabilities;
import org.lisible.model.BundleReader;
import org.lisible.model.InputSpec;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/** Trained weights are no Gaussian noise: every bundle that ships, against its layers computed by their definition. */
class ShippedModelsTest {

    private static final Path MODELS = Path.of("..", "models");
    private static final long SEED = 99;

    static List<Path> bundles() throws IOException {
        try (Stream<Path> paths = Files.walk(MODELS, 3)) {
            List<Path> manifests = paths.filter(path -> path.endsWith("model.json")).sorted().toList();
            assertThat(manifests).as("bundles in " + MODELS).isNotEmpty();
            return manifests.stream().map(Path::getParent).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void logProbabilitiesAreThoseOfTheDefinition(Path folder) {
        ModelBundle bundle = BundleReader.read(folder);
        List<Tensor> inputs = new ArrayList<>(TestBundles.inputs(bundle.manifest(), 2, SEED));
        inputs.add(bars(bundle.manifest().input()));
        try (OcrEngine engine = new PureEngineProvider().open(bundle, EngineContext.singleThreaded())) {
            for (Tensor input : inputs) {
                Logits actual = (Logits) engine.recognize(List.of(input), RunOptions.UNLIMITED).getFirst();
                assertThat(LogProbabilities.difference(actual, PlainNetwork.run(bundle, input)))
                        .as("%s, %s, seed %d", folder, engine.info().kernels(), SEED)
                        .isLessThan(1e-5);
            }
        }
    }

    /** Dark strokes on light paper, as far as the network can tell. */
    private static Tensor bars(InputSpec input) {
        float[] values = new float[input.channels() * input.height() * input.width()];
        for (int i = 0; i < values.length; i++) {
            int x = i % input.width();
            int y = i / input.width() % input.height();
            boolean ink = x % 23 < 4 && y > input.height() / 4 && y < input.height() * 3 / 4;
            values[i] = (float) (ink ? input.low() : input.high());
        }
        return new Tensor(new int[] {input.channels(), input.height(), input.width()}, values);
    }
}
