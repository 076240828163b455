package org.lisible.engine.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.TestBundles;
import org.lisible.spi.training.OcrTrainerProvider;

class TfTrainerProviderTest {

    private final OcrTrainerProvider provider = new TfTrainerProvider();

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(OcrTrainerProvider.class)).hasExactlyElementsOfTypes(TfTrainerProvider.class);
    }

    @Test
    void canTrainWhatTheEngineCanRun() {
        assertThat(provider.id()).isEqualTo(new TfEngineProvider().id());
        assertThat(provider.apiLevel()).isEqualTo(OcrEngineProvider.API_LEVEL);
        assertThat(provider.capabilities().missingFor(TestBundles.reference(1).manifest())).isEmpty();
        assertThat(provider.probe(EngineContext.singleThreaded()).kernels()).startsWith("TensorFlow ");
    }
}
