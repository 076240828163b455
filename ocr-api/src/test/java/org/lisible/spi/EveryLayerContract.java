package org.lisible.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** {@link OcrEngineContract} of an engine that runs every layer there is. */
public abstract class EveryLayerContract extends OcrEngineContract {

    @Test
    void runsTheReferenceNetwork() {
        assertThat(provider().capabilities().missingFor(TestBundles.reference(1).manifest())).isEmpty();
    }

    @Test
    void namesCharactersLikeAPlainComputation() {
        for (ModelBundle characters : TestBundles.characters(SEED)) {
            Manifest manifest = characters.manifest();
            assertThat(provider().capabilities().missingFor(manifest)).as(manifest.name()).isEmpty();
            List<Tensor> pictures = TestBundles.inputs(manifest, 5, SEED);
            OcrEngine classifier = provider().open(characters, context());
            List<EngineResult> results = classifier.recognize(pictures, RunOptions.UNLIMITED);
            classifier.close();
            for (int i = 0; i < pictures.size(); i++) {
                Logits plain = PlainNetwork.run(characters, pictures.get(i));
                assertClose(results.get(i), plain, 1e-4, manifest.name() + ", input " + i);
                assertThat(((Logits) results.get(i)).steps()).isEqualTo(1);
            }
        }
    }
}
