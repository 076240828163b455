package org.lisible.web.recognition;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.model.Manifest;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.Logits;
import org.lisible.result.Range;
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
     * @param file an image file in any format that is read here. Not modified.
     * @param request who is to read and how
     * @throws OcrException of the kind that says who has to act
     */
    public Reading read(byte[] file, RecognitionRequest request) {
        Timings timings = new Timings();
        long deadline = System.nanoTime() + settings.limits().time().toNanos();
        Reader reader = readers.reader(request.engine(), request.model());
        Manifest model = reader.manifest();

        GrayImage image =
                budget.spend(ImageReader.pixels(file, limits), deadline, () -> ImageReader.read(file, limits));
        timings.lap(Stage.DECODE);

        Tensor input = Preprocessor.apply(image, model.input());
        timings.lap(Stage.PREPROCESS);

        Inference inference = reader.infer(input, deadline);
        timings.lap(Map.of(Stage.QUEUE, inference.queueNanos(), Stage.INFERENCE, inference.inferenceNanos()));

        Recognition recognition =
                switch (inference.result()) {
                    case Logits logits -> decode(logits, model, image, request);
                    case Recognition written -> written;
                };
        timings.lap(Stage.DECODING);
        return Reading.of(recognition, logitsOf(inference), model, reader.info(), image, timings);
    }

    private static Recognition decode(Logits logits, Manifest model, GrayImage image, RecognitionRequest request) {
        UnaryOperator<Range> columns = Preprocessor.sourceColumns(image, model.input(), logits.steps());
        return Decoder.decode(logits, model, request.decoding(), columns);
    }

    private static Optional<Logits> logitsOf(Inference inference) {
        return inference.result() instanceof Logits logits ? Optional.of(logits) : Optional.empty();
    }
}
