package org.lisible.web.readers;

import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** Engines for tests to put into jars: their result is their input, multiplied by a factor that tells them apart. */
public class EchoPlugin implements OcrEngineProvider {

    /** An input at which the {@link Hanging} ones hang. */
    static final float HANG = -77;

    @Override
    public String id() {
        return "echo";
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
        return Probe.usable("cpu", "none");
    }

    @Override
    public OcrEngine open(ModelBundle bundle, EngineContext context) {
        return new Echo(new EngineInfo(id(), version(), "cpu", "none", bundle.manifest().name()), this);
    }

    float answer(float value) {
        return value;
    }

    record Echo(EngineInfo info, EchoPlugin plugin) implements OcrEngine {
        @Override
        public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
            return inputs.stream()
                    .<EngineResult>map(input -> {
                        float[] values = input.data().clone();
                        for (int i = 0; i < values.length; i++) {
                            values[i] = plugin.answer(values[i]);
                        }
                        return new Logits(1, values.length, values);
                    })
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** The next version, which computes the same. */
    public static class Second extends EchoPlugin {
        @Override
        public String version() {
            return "2";
        }
    }

    /** Computes something else. */
    public static final class Wrong extends Second {
        @Override
        float answer(float value) {
            return 1 - value;
        }
    }

    /** Cannot open a model. */
    public static final class Closed extends Second {
        @Override
        public OcrEngine open(ModelBundle bundle, EngineContext context) {
            throw new IllegalStateException("no key");
        }
    }

    /** Cannot open any other version. */
    public static final class Picky extends EchoPlugin {
        @Override
        public OcrEngine open(ModelBundle bundle, EngineContext context) {
            if (!bundle.manifest().version().equals("1")) {
                throw new IllegalStateException("only version 1");
            }
            return super.open(bundle, context);
        }
    }

    /** Does not return from its probe. */
    public static final class Pondering extends Second {
        @Override
        public Probe probe(EngineContext context) {
            hang();
            return Probe.unusable("too late");
        }
    }

    /** Does not return from opening a model. */
    public static final class Stuck extends Second {
        @Override
        public OcrEngine open(ModelBundle bundle, EngineContext context) {
            hang();
            throw new IllegalStateException("too late");
        }
    }

    /** Does not return from {@link #HANG}. */
    public static class Hanging extends EchoPlugin {
        @Override
        float answer(float value) {
            if (value == HANG) {
                hang();
            }
            return value;
        }
    }

    /** Has the built-in engine's id. */
    public static final class Pure extends EchoPlugin {
        @Override
        public String id() {
            return "pure";
        }
    }

    /** Heeds no interrupt. */
    static void hang() {
        long end = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
            Thread.interrupted();
        }
    }
}
