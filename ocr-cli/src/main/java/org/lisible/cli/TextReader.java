package org.lisible.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import org.lisible.OcrException;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.EngineResult;
import org.lisible.result.Recognition;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** The whole way from grey image to text with one engine and one model. */
final class TextReader implements AutoCloseable {

    /** Images in one call of the engine. */
    private static final int BATCH = 32;

    private final Manifest manifest;
    private final OcrEngine engine;

    private TextReader(Manifest manifest, OcrEngine engine) {
        this.manifest = manifest;
        this.engine = engine;
    }

    static TextReader open(String engine, ModelBundle bundle, EngineContext context) {
        Manifest manifest = bundle.manifest();
        return new TextReader(manifest, Plugins.engine(engine, manifest, context).open(bundle, context));
    }

    EngineInfo info() {
        return engine.info();
    }

    Recognition read(GrayImage image, DecodeOptions options) {
        EngineResult result = engine.recognize(
                        List.of(Preprocessor.apply(image, manifest.input())), RunOptions.UNLIMITED)
                .getFirst();
        return Decoder.decode(
                result, manifest, options, steps -> Preprocessor.sourceColumns(image, manifest.input(), steps));
    }

    /** Reads all samples, greedily unless the options say otherwise. */
    List<Reading> read(List<Sample> samples, DecodeOptions options) {
        return Readings.of(samples, run(samples, Frame.SHOWN, _ -> {}), manifest, options);
    }

    /** Raw results of all samples in their order, computed batch by batch. */
    List<EngineResult> run(List<Sample> samples, Frame frame, IntConsumer done) {
        List<EngineResult> results = new ArrayList<>(samples.size());
        for (int first = 0; first < samples.size(); first += BATCH) {
            List<Tensor> batch = samples.subList(first, Math.min(samples.size(), first + BATCH)).stream()
                    .map(sample -> input(sample, frame))
                    .toList();
            results.addAll(engine.recognize(batch, RunOptions.UNLIMITED));
            done.accept(results.size());
        }
        return results;
    }

    private Tensor input(Sample sample, Frame frame) {
        try {
            return frame.input(sample, manifest.input());
        } catch (OcrException e) {
            throw new OcrException(e.kind(), e.code(), sample.id() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
