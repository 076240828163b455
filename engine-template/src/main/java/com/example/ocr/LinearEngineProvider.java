package com.example.ocr;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.lisible.OcrException;
import org.lisible.model.*;
import org.lisible.result.*;
import org.lisible.spi.*;
import org.lisible.tensor.Tensor;

public final class LinearEngineProvider implements OcrEngineProvider {
    @Override public String id() { return "linear"; }
    @Override public int apiLevel() { return API_LEVEL; }
    @Override public String version() { return "1"; }
    @Override public Capabilities capabilities() {
        return new Capabilities(Set.of("character"), Set.of("softmax"), Set.of("flatten", "linear"));
    }
    @Override public Probe probe(EngineContext context) { return Probe.usable("cpu", "plain loops"); }
    @Override public OcrEngine open(ModelBundle bundle, EngineContext context) {
        return new LinearEngine(bundle, new AtomicBoolean());
    }

    private record LinearEngine(ModelBundle bundle, AtomicBoolean closed) implements OcrEngine {
        @Override public EngineInfo info() {
            return new EngineInfo("linear", "1", "cpu", "plain loops", bundle.manifest().name());
        }
        @Override public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
            if (closed.get()) {
                throw new OcrException(OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine was closed");
            }
            bundle.manifest().input().check(inputs);
            return inputs.stream().<EngineResult>map(input -> { options.check(); return logits(input.data()); }).toList();
        }
        private Logits logits(float[] values) { // your network in the place of this one
            for (Layer layer : bundle.manifest().layers()) {
                values = layer instanceof Layer.Linear linear ? product(linear, values) : values;
            }
            return new Logits(1, values.length, values);
        }
        private float[] product(Layer.Linear layer, float[] values) {
            float[] weight = bundle.weight(layer.name() + ".weight").data();
            float[] sums = bundle.weight(layer.name() + ".bias").data().clone();
            for (int i = 0; i < weight.length; i++) {
                sums[i / layer.in()] += weight[i] * values[i % layer.in()];
            }
            return sums;
        }
        @Override public void close() { closed.set(true); }
    }
}
