package org.lisible.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.model.BundleReader;
import org.lisible.model.InputSpec;
import org.lisible.model.ManifestJson;
import org.lisible.model.ModelBundle;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.RunOptions;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** ONNX Runtime reads the models and puts out what the pure engine does. */
class OnnxModelTest {

    private static final long SEED = 5;
    private static final OrtEnvironment ONNX = OrtEnvironment.getEnvironment();

    /** Together they have every layer there is, with uneven kernels, strides and paddings, and all networks that ship. */
    static Stream<Named<ModelBundle>> bundles() {
        Stream<ModelBundle> random = Stream.of(
                TestBundles.small(SEED),
                TestBundles.characters(SEED).getFirst(),
                TestBundles.characters(SEED).getLast(),
                TestBundles.reference(SEED));
        Stream<ModelBundle> shipped = Stream.of("captcha-v2", "characters-cnn", "characters-resnet")
                .map(id -> BundleReader.read(Path.of("..", "models", id, "1")));
        return Stream.concat(random, shipped).map(bundle -> Named.of(bundle.manifest().name(), bundle));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onnxRuntimePutsOutTheLogitsOfThePureEngineForBatchesOfAnySize(ModelBundle bundle) throws OrtException {
        try (OcrEngine pure = pure().open(bundle, EngineContext.singleThreaded());
                OrtSession session = ONNX.createSession(OnnxModel.of(bundle))) {
            for (int images : new int[] {1, 3}) {
                List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), images, SEED);
                float[][][] actual = run(session, bundle.manifest().input(), inputs);
                List<EngineResult> expected = pure.recognize(inputs, RunOptions.UNLIMITED);
                assertThat(actual).hasNumberOfRows(images);
                for (int i = 0; i < images; i++) {
                    assertClose(actual[i], (Logits) expected.get(i));
                }
            }
        }
    }

    @Test
    void theMetadataTellWhatOnnxHasNoWordsFor() throws OrtException {
        ModelBundle bundle = TestBundles.small(SEED);
        try (OrtSession session = ONNX.createSession(OnnxModel.of(bundle))) {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            assertThat(metadata).containsEntry(OnnxModel.MANIFEST, ManifestJson.write(bundle.manifest()).toString());
            assertThat(session.getMetadata().getProducerName()).isEqualTo("lisible");
        }
    }

    private static OcrEngineProvider pure() {
        return ServiceLoader.load(OcrEngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals("pure"))
                .findFirst()
                .orElseThrow();
    }

    private static float[][][] run(OrtSession session, InputSpec spec, List<Tensor> inputs) throws OrtException {
        FloatBuffer values = FloatBuffer.allocate(inputs.size() * spec.channels() * spec.height() * spec.width());
        inputs.forEach(input -> values.put(input.data()));
        long[] shape = {inputs.size(), spec.channels(), spec.height(), spec.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(ONNX, values.flip(), shape);
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            return (float[][][]) result.get("logits").orElseThrow().getValue();
        }
    }

    private static void assertClose(float[][] actual, Logits expected) {
        assertThat(actual).hasDimensions(expected.steps(), expected.classes());
        float scale = 0;
        for (float value : expected.values()) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int step = 0; step < actual.length; step++) {
            for (int clazz = 0; clazz < actual[step].length; clazz++) {
                assertThat(actual[step][clazz])
                        .isCloseTo(expected.values()[step * expected.classes() + clazz], within(1e-4f * scale));
            }
        }
    }
}
