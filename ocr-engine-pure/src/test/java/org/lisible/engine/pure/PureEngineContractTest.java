package org.lisible.engine.pure;

import org.lisible.spi.OcrEngineContract;
import org.lisible.spi.OcrEngineProvider;

/** The contract, with the Vector API and, in the build's second test run, without it. */
class PureEngineContractTest extends OcrEngineContract {

    @Override
    protected OcrEngineProvider provider() {
        return new PureEngineProvider();
    }
}
