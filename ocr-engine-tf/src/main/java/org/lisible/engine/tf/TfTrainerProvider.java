package org.lisible.engine.tf;

import org.lisible.engine.tf.training.TfTrainer;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;
import org.lisible.spi.training.OcrTrainer;
import org.lisible.spi.training.OcrTrainerProvider;

/** Training in TensorFlow. Settings: {@code device=auto|cpu|gpu}, {@code precision=float32|bfloat16}. */
public final class TfTrainerProvider implements OcrTrainerProvider {

    @Override
    public String id() {
        return TfEngineProvider.ID;
    }

    @Override
    public int apiLevel() {
        return OcrEngineProvider.API_LEVEL;
    }

    @Override
    public Capabilities capabilities() {
        return TfEngineProvider.CAPABILITIES;
    }

    @Override
    public Probe probe(EngineContext context) {
        return TfEngineProvider.probeDevice(context);
    }

    @Override
    public OcrTrainer open(EngineContext context) {
        return new TfTrainer(Device.choose(context));
    }
}
