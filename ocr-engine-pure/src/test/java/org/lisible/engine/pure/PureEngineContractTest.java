package org.lisible.engine.pure;

import org.lisible.spi.EveryLayerContract;
import org.lisible.spi.OcrEngineProvider;

/** The contract, with the Vector API and, in the build's second test run, without it. */
class PureEngineContractTest extends EveryLayerContract {

    @Override
    protected OcrEngineProvider provider() {
        return new PureEngineProvider();
    }
}
