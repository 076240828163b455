package org.lisible.web.recognition;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;
import org.lisible.tensor.Tensor;
import org.lisible.web.queue.Inference;
import org.lisible.web.readers.Reader;
import org.lisible.web.readers.Readers;
import org.lisible.web.settings.Settings;

/**
 * Reads the text in an image. This is the whole pipeline; each step is a class of its own, and each calls only the one
 * below it. Safe for any number of threads; a call shares nothing with another but the queue it waits in.
 */
@ApplicationScoped
public class RecognitionService {

    @Inject
    Settings settings;

    @Inject
    Readers readers;

    private ImageLimits limits;
    private PixelBudget budget;

    @PostConstruct
    void open() {
        Settings.Limits set = settings.limits();
        limits = new ImageLimits(set.bytes(), set.width(), set.height(), set.pixels());
        budget = new PixelBudget(Runtime.getRuntime().maxMemory(), set.pixels());
    }

    /**
     * bytes → grey image → tensor → queue and engine → logits → text.
     *
     * @param source an image file, or pixels
     * @param request who is to read and how
     * @throws OcrException of the kind that says who has to act
     */
    public Reading read(Source source, RecognitionRequest request) {
        return readers.with(
                request.engine(), request.model().or(source::usualModel), reader -> read(source, request, reader));
    }

    private Reading read(Source source, RecognitionRequest request, Reader reader) {
        Timings timings = new Timings();
        long deadline = deadline();
        Manifest model = reader.manifest();

        GrayImage image = image(source, deadline);
        timings.lap(Stage.DECODE);

        InputSpec spec = source.preparedFor(model.input());
        Tensor input = Preprocessor.apply(image, spec);
        timings.lap(Stage.PREPROCESS);

        Inference inference = reader.infer(input, deadline);
        timings.lap(Map.of(Stage.QUEUE, inference.queueNanos(), Stage.INFERENCE, inference.inferenceNanos()));

        Recognition recognition = Decoder.decode(
                inference.result(),
                model,
                request.decodingFor(model),
                steps -> Preprocessor.sourceColumns(image, spec, steps));
        timings.lap(Stage.DECODING);
        return new Reading(recognition, logitsOf(inference), input, model, reader.info(), image, timings);
    }

    /** {@link System#nanoTime} at which a request that begins now has lasted too long. */
    long deadline() {
        return System.nanoTime() + settings.limits().time().toNanos();
    }

    /** The grey image of what was sent. */
    GrayImage image(Source source, long deadline) {
        return switch (source) {
            case Source.ImageFile(byte[] file) -> budget.spend(
                    ImageReader.pixels(file, limits), deadline, () -> ImageReader.read(file, limits));
            case Source.Pixels(GrayImage pixels) -> pixels;
        };
    }

    private static Optional<Logits> logitsOf(Inference inference) {
        return inference.result() instanceof Logits logits ? Optional.of(logits) : Optional.empty();
    }
}
