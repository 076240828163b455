package org.lisible.cli.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** An engine of Lisible's, run as a host runs it: each call takes tensors and makes logits. */
final class EnginePeer implements Peer {

    private final ModelBundle bundle;
    private final ExecutorService executor;
    private final OcrEngine engine;

    EnginePeer(String id, String kernels, ModelBundle bundle, int threads) {
        this.bundle = bundle;
        this.executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        var context = new EngineContext(
                executor,
                threads,
                Path.of(System.getProperty("java.io.tmpdir")),
                Map.of("kernels", kernels, "device", "cpu"));
        this.engine = ServiceLoader.load(OcrEngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow()
                .open(bundle, context);
    }

    @Override
    public String description() {
        EngineInfo info = engine.info();
        return info.kernels();
    }

    @Override
    public Batch batch(int images) {
        List<Tensor> inputs = Network.inputs(bundle.manifest().input(), images);
        return new Batch() {
            private List<EngineResult> results;

            @Override
            public void run() {
                results = engine.recognize(inputs, RunOptions.UNLIMITED);
            }

            @Override
            public float[] logits() {
                return joined(results);
            }

            @Override
            public void close() {
                results = List.of();
            }
        };
    }

    private static float[] joined(List<EngineResult> results) {
        List<float[]> parts = results.stream().map(result -> ((Logits) result).values()).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public void close() {
        engine.close();
        executor.shutdownNow();
    }
}
