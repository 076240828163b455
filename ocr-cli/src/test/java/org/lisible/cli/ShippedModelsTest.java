package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.model.BundleReader;
import org.lisible.model.ModelBundle;
import org.lisible.model.ModelFolders;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.ReferenceOutputs;
import org.lisible.spi.RunOptions;

/** The bundles that ship record what is right, and every engine computes it. */
class ShippedModelsTest {

    private static final Path MODELS = Path.of("..", "models");

    static Stream<String> names() {
        return ModelFolders.list(MODELS).stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyEngineComputesWhatTheBundleRecords(String name) {
        ModelBundle bundle = BundleReader.read(MODELS.resolve(name));
        assertThat(bundle.references()).as("lisible models " + name + " --refer pure writes them").isNotEmpty();
        assertThat(Plugins.engines()).extracting(OcrEngineProvider::id).contains("pure", "tf");
        for (OcrEngineProvider provider : Plugins.engines()) {
            try (OcrEngine engine = provider.open(bundle, EngineContext.singleThreaded())) {
                ReferenceOutputs.check(
                        bundle, input -> engine.recognize(List.of(input), RunOptions.UNLIMITED).getFirst());
            }
        }
    }
}
