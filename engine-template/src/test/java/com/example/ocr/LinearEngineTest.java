package com.example.ocr;

import org.lisible.model.ModelBundle;
import org.lisible.spi.OcrEngineContract;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.TestBundles;

class LinearEngineTest extends OcrEngineContract {

    @Override
    protected OcrEngineProvider provider() {
        return new LinearEngineProvider();
    }

    /** The kit's usual model has layers that this engine does not run. */
    @Override
    protected ModelBundle model(long seed) {
        return TestBundles.linear(seed);
    }
}
