package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/** What becomes of TensorFlow's native library when the class loader that loaded it goes, as it does in a swap. */
class TensorFlowLoadersIT {

    private static final ModelBundle MODEL = TestBundles.small(3);
    private static final List<Tensor> INPUT = TestBundles.inputs(MODEL.manifest(), 1, 5);

    @Test
    void aSecondLoaderReadsTheSameAndReadsOnWhenTheFirstIsGone() throws Exception {
        URLClassLoader first = loader();
        URLClassLoader second = loader();
        WeakReference<ClassLoader> gone = new WeakReference<>(first);
        float[] expected;
        OcrEngineProvider provider = provider(second);
        try (OcrEngine engine = open(provider)) {
            expected = read(engine);
            assertThat(readAndClose(first)).isEqualTo(expected);
            first = null;

            awaitCollection(gone);
            for (int i = 0; i < 20; i++) {
                assertThat(read(engine)).isEqualTo(expected);
            }
        }
        provider.unload();
        second.close();
    }

    @Test
    void isLoadedAgainAfterAllLoadersAreGone() throws Exception {
        float[] expected = null;
        for (int round = 0; round < 3; round++) {
            URLClassLoader loader = loader();
            WeakReference<ClassLoader> gone = new WeakReference<>(loader);
            float[] read = readAndClose(loader);
            assertThat(read).isEqualTo(expected == null ? read : expected);
            expected = read;
            loader = null;
            awaitCollection(gone);
        }
    }

    /** In a method of its own, so that nothing on the stack holds the classes. */
    private static float[] readAndClose(URLClassLoader loader) throws IOException {
        OcrEngineProvider provider = provider(loader);
        try (OcrEngine engine = open(provider)) {
            return read(engine);
        } finally {
            provider.unload();
            loader.close();
        }
    }

    private static OcrEngineProvider provider(URLClassLoader loader) {
        OcrEngineProvider provider =
                ServiceLoader.load(OcrEngineProvider.class, loader).findFirst().orElseThrow();
        assertThat(provider.getClass().getClassLoader()).isSameAs(loader);
        assertThat(provider.probe(context()).reason()).isEmpty();
        return provider;
    }

    private static OcrEngine open(OcrEngineProvider provider) {
        return provider.open(MODEL, context());
    }

    private static EngineContext context() {
        return new EngineContext(Runnable::run, 1, Path.of(System.getProperty("java.io.tmpdir")), Map.of("device", "cpu"));
    }

    private static float[] read(OcrEngine engine) {
        return ((Logits) engine.recognize(INPUT, RunOptions.UNLIMITED).getFirst()).values();
    }

    private static URLClassLoader loader() throws IOException {
        try (Stream<Path> jars = Files.list(Build.tensorFlowPlugin())) {
            return new URLClassLoader("tf", jars.sorted().map(TensorFlowLoadersIT::url).toArray(URL[]::new),
                    OcrEngineProvider.class.getClassLoader());
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void awaitCollection(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; !loader.refersTo(null); i++) {
            assertThat(i).as("collections after which the class loader is still held").isLessThan(100);
            System.gc();
            Thread.sleep(50);
        }
    }
}
