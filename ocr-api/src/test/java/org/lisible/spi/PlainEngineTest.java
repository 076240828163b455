package org.lisible.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.tensor.Tensor;

/** The contract holds for the plainest engine there is; shows that the kit itself can be passed. */
class PlainEngineTest extends OcrEngineContract {

    @Override
    protected OcrEngineProvider provider() {
        return new PlainProvider();
    }

    /** This one must not turn up beside the engines of the modules that use the kit. */
    @Override
    @Test
    protected void theServiceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(OcrEngineProvider.class, PlainProvider.class.getClassLoader()))
                .noneMatch(PlainProvider.class::isInstance);
    }

    /** An engine in forty lines: what a plug-in has to write beside its network. */
    public static final class PlainProvider implements OcrEngineProvider {

        @Override
        public String id() {
            return "plain";
        }

        @Override
        public int apiLevel() {
            return API_LEVEL;
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    Set.of("text-line"),
                    Set.of("ctc"),
                    Set.of("conv2d", "batchnorm2d", "relu", "maxpool2d", "dropout", "columns", "linear", "bilstm"));
        }

        @Override
        public Probe probe(EngineContext context) {
            return Probe.usable("cpu", "plain loops");
        }

        @Override
        public OcrEngine open(ModelBundle bundle, EngineContext context) {
            return new PlainEngine(bundle, new AtomicBoolean());
        }
    }

    private record PlainEngine(ModelBundle bundle, AtomicBoolean closed) implements OcrEngine {

        @Override
        public EngineInfo info() {
            return new EngineInfo("plain", "1", "cpu", "plain loops", bundle.manifest().name());
        }

        @Override
        public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
            if (closed.get()) {
                throw new OcrException(OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine was closed");
            }
            InputSpec input = bundle.manifest().input();
            boolean fits = inputs.stream().allMatch(t -> t.hasShape(input.channels(), input.height(), input.width()));
            if (inputs.isEmpty() || !fits) {
                throw new OcrException(OcrException.Kind.INVALID, "wrong-shape", "no input, or one of a wrong shape");
            }
            return inputs.stream()
                    .map(tensor -> {
                        options.check();
                        return (EngineResult) PlainNetwork.run(bundle, tensor);
                    })
                    .toList();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
