package org.lisible.engine.tf;

import java.util.Set;

import org.lisible.OcrException;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/** Inference in TensorFlow. Setting: {@code device=auto|cpu|gpu}. */
public final class TfEngineProvider implements OcrEngineProvider {

    static final String ID = "tf";

    static final Capabilities CAPABILITIES =
            new Capabilities(
                    Set.of(Manifest.TEXT_LINE, Manifest.CHARACTER),
                    Set.of(DecoderSpec.CTC, DecoderSpec.SOFTMAX),
                    Network.LAYERS);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int apiLevel() {
        return OcrEngineProvider.API_LEVEL;
    }

    @Override
    public String version() {
        String version = TfEngineProvider.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Probe probe(EngineContext context) {
        return probeDevice(context);
    }

    static Probe probeDevice(EngineContext context) {
        try {
            return Probe.usable(Device.choose(context).description(), kernels());
        } catch (OcrException failure) {
            return Probe.unusable(failure.getMessage());
        }
    }

    static String kernels() {
        return "TensorFlow " + NativeLibrary.load();
    }

    @Override
    public OcrEngine open(ModelBundle bundle, EngineContext context) {
        return new TfEngine(version(), bundle, Device.choose(context));
    }

    @Override
    public void unload() {
        NativeLibrary.unload();
    }
}
