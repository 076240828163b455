package org.lisible.engine.pure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.lisible.model.Layer;
import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/**
 * How long the networks take, at the top of the project:
 *
 * <pre>mvn -q -pl ocr-engine-pure -am test-compile
 * java --add-modules jdk.incubator.vector -cp ocr-engine-pure/target/classes:ocr-engine-pure/target/test-classes:ocr-api/target/classes:ocr-api/target/test-classes org.lisible.engine.pure.Benchmark auto 1 1</pre>
 */
final class Benchmark {

    private static final int ROUNDS = 400;

    private Benchmark() {}

    /** @param arguments {@code auto} or {@code scalar}, then the number of threads, then the batch size */
    public static void main(String[] arguments) {
        String kernels = arguments.length > 0 ? arguments[0] : "auto";
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int batch = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        measure("70x200, 63 classes", TestBundles.reference(1), kernels, threads, batch);
        measure("50x200, 20 classes", captcha(), kernels, threads, batch);
        measure("characters-cnn", Characters.cnn(), kernels, threads, batch);
        measure("characters-resnet", Characters.resnet(), kernels, threads, batch);
    }

    /** The reference network in the size of the shipped captcha model. */
    private static ModelBundle captcha() {
        List<Layer> layers = TestBundles.reference(1).manifest().layers().stream()
                .map(layer -> switch (layer) {
                    case Layer.Linear linear when linear.name().equals("fc") -> new Layer.Linear("fc", 768, 64);
                    case Layer.Linear linear -> new Layer.Linear("out", 256, 20);
                    default -> layer;
                })
                .toList();
        return TestBundles.random(TestBundles.manifest("captcha", 1, 50, 200, "2345678bcdefgmnpwxy", layers), 1);
    }

    private static void measure(String what, ModelBundle bundle, String kernels, int threads, int batch) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            EngineContext lent = EngineContext.singleThreaded();
            var context = new EngineContext(executor, threads, lent.scratch(), Map.of("kernels", kernels));
            try (OcrEngine engine = new PureEngineProvider().open(bundle, context)) {
                List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), batch, 1);
                double first = time(engine, inputs);
                for (int round = 0; round < ROUNDS; round++) {
                    time(engine, inputs);
                }
                double[] times = new double[ROUNDS];
                Arrays.setAll(times, round -> time(engine, inputs));
                Arrays.sort(times);
                System.out.printf(
                        "%s; %s; %d thread(s), batch %d: median %.3f ms an image, best %.3f (first call %.0f)%n",
                        what,
                        engine.info().kernels(),
                        threads,
                        batch,
                        times[ROUNDS / 2] / batch,
                        times[0] / batch,
                        first);
            }
        }
    }

    private static double time(OcrEngine engine, List<Tensor> inputs) {
        long start = System.nanoTime();
        engine.recognize(inputs, RunOptions.UNLIMITED);
        return (System.nanoTime() - start) / 1e6;
    }
}
