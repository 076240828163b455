package org.lisible.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.lisible.OcrException;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Reference;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.ReferenceOutputs;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** The whole way from grey image to text with one engine and one model. */
final class TextReader implements AutoCloseable {

    /** Images in one call of the engine. */
    private static final int BATCH = 32;

    private static final Recognition NOTHING = new Recognition("", 0, List.of(), List.of());

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

    /** The logits of single characters, for a reader of text. */
    List<Logits> classify(List<Tensor> inputs) {
        return engine.recognize(inputs, RunOptions.UNLIMITED).stream().map(Logits.class::cast).toList();
    }

    /** What a bundle keeps, so that other engines can be compared with this one. */
    List<Reference> references(ModelBundle bundle) {
        return ReferenceOutputs.record(
                bundle, input -> engine.recognize(List.of(input), RunOptions.UNLIMITED).getFirst());
    }

    /** Reads all samples, greedily unless the options say otherwise. */
    List<Reading> read(List<Sample> samples, DecodeOptions options) {
        return Readings.of(samples, run(samples, Frame.SHOWN, _ -> {}), manifest, options);
    }

    /**
     * Raw results of all samples in their order, computed batch by batch. An image that is refused because nothing is drawn
     * on it counts as one of which nothing was read.
     */
    List<EngineResult> run(List<Sample> samples, Frame frame, IntConsumer done) {
        EngineResult[] results = new EngineResult[samples.size()];
        Arrays.fill(results, NOTHING);
        for (int first = 0; first < results.length; first += BATCH) {
            int end = Math.min(results.length, first + BATCH);
            List<Integer> places = new ArrayList<>(BATCH);
            List<Tensor> inputs = new ArrayList<>(BATCH);
            for (int i = first; i < end; i++) {
                Optional<Tensor> input = input(samples.get(i), frame);
                if (input.isPresent()) {
                    places.add(i);
                    inputs.add(input.get());
                }
            }
            List<EngineResult> read = inputs.isEmpty() ? List.of() : engine.recognize(inputs, RunOptions.UNLIMITED);
            for (int i = 0; i < read.size(); i++) {
                results[places.get(i)] = read.get(i);
            }
            done.accept(end);
        }
        return List.of(results);
    }

    private Optional<Tensor> input(Sample sample, Frame frame) {
        try {
            return Optional.of(frame.input(sample, manifest.input()));
        } catch (OcrException e) {
            if (e.kind() == OcrException.Kind.UNPROCESSABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
