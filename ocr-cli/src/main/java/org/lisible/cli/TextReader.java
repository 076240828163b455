package org.lisible.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** The whole way from grey image to text with one engine and one model. */
final class TextReader implements AutoCloseable {

    /** Images in one call of the engine. */
    static final int BATCH = 32;

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
        return decode(image, run(List.of(image)).getFirst(), options);
    }

    /** Reads all samples, greedily unless the options say otherwise. */
    List<Reading> read(List<Sample> samples, DecodeOptions options, IntConsumer done) {
        List<Reading> readings = new ArrayList<>(samples.size());
        for (int first = 0; first < samples.size(); first += BATCH) {
            List<Sample> batch = samples.subList(first, Math.min(samples.size(), first + BATCH));
            List<EngineResult> results = run(batch.stream().map(Sample::image).toList());
            for (int i = 0; i < batch.size(); i++) {
                Sample sample = batch.get(i);
                Recognition recognition = decode(sample.image(), results.get(i), options);
                readings.add(new Reading(
                        sample.id(), sample.label(), recognition.text(), recognition.confidence()));
            }
            done.accept(readings.size());
        }
        return readings;
    }

    /** Raw results, in the images' order. */
    List<EngineResult> run(List<GrayImage> images) {
        InputSpec input = manifest.input();
        List<Tensor> tensors = images.stream().map(image -> Preprocessor.apply(image, input)).toList();
        return engine.recognize(tensors, RunOptions.UNLIMITED);
    }

    private Recognition decode(GrayImage image, EngineResult result, DecodeOptions options) {
        return switch (result) {
            case Logits logits -> Decoder.decode(
                    logits, manifest, options, Preprocessor.sourceColumns(image, manifest.input(), logits.steps()));
            case Recognition recognition -> recognition;
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
