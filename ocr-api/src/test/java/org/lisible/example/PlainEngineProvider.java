package org.lisible.example;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.spi.*;
import org.lisible.tensor.Tensor;

public final class PlainEngineProvider implements OcrEngineProvider {
    @Override public String id() { return "plain"; }
    @Override public int apiLevel() { return API_LEVEL; }
    @Override public String version() { return "1"; }
    @Override public Capabilities capabilities() {
        return new Capabilities(Set.of("text-line", "character"), Set.of("ctc", "softmax"), Set.of("conv2d", "linear",
                "batchnorm1d", "batchnorm2d", "bilstm", "columns", "dropout", "flatten", "globalavgpool2d", "maxpool2d", "relu",
                "residual"));
    }
    @Override public Probe probe(EngineContext context) { return Probe.usable("cpu", "plain loops"); }
    @Override public OcrEngine open(ModelBundle bundle, EngineContext context) {
        return new PlainEngine(bundle, new AtomicBoolean());
    }

    private record PlainEngine(ModelBundle bundle, AtomicBoolean closed) implements OcrEngine {
        @Override public EngineInfo info() {
            return new EngineInfo("plain", "1", "cpu", "plain loops", bundle.manifest().name());
        }
        @Override public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
            if (closed.get()) {
                throw new OcrException(OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine was closed");
            }
            InputSpec input = bundle.manifest().input();
            if (inputs.isEmpty() || !inputs.stream().allMatch(
                    tensor -> tensor.hasShape(input.channels(), input.height(), input.width()))) {
                throw new OcrException(OcrException.Kind.INVALID, "wrong-shape", "no input, or one of a wrong shape");
            }
            return inputs.stream().map(tensor -> {
                options.check();
                return (EngineResult) PlainNetwork.run(bundle, tensor); // your network here
            }).toList();
        }
        @Override public void close() { closed.set(true); }
    }
}
