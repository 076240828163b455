package org.lisible.engine.tf;

import org.lisible.spi.OcrEngineContract;
import org.lisible.spi.OcrEngineProvider;

class TfEngineTest extends OcrEngineContract {

    @Override
    protected OcrEngineProvider provider() {
        return new TfEngineProvider();
    }
}
