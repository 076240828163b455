package org.lisible.web.recognition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.image.GrayImage;
import org.lisible.language.CharacterModel;
import org.lisible.model.Manifest;
import org.lisible.result.Logits;
import org.lisible.segmentation.SegmentationOptions;
import org.lisible.segmentation.SegmentedText;
import org.lisible.segmentation.TextSegmenter;
import org.lisible.tensor.Tensor;
import org.lisible.web.queue.Inference;
import org.lisible.web.readers.Reader;
import org.lisible.web.readers.Readers;

/**
 * Reads the text in an image and says where each character stands: with a model of single characters by cutting the image
 * into them, with a model of whole lines from its spans. Safe for any number of threads.
 */
@ApplicationScoped
public class TextService {

    @Inject
    RecognitionService images;

    @Inject
    Readers readers;

    private CharacterModel language;

    /** With the first text. */
    @PostConstruct
    void load() {
        language = CharacterModel.load();
    }

    /**
     * @param source an image file
     * @param request who is to read and how; without a model the one for text reads
     * @throws OcrException of the kind that says who has to act
     */
    public TextReading read(Source source, RecognitionRequest request) {
        RecognitionRequest named = request.withModel(request.model().orElseGet(readers::textModel));
        return readers.with(named.engine(), named.model(), reader -> reader.manifest().task().equals(Manifest.CHARACTER)
                ? segmented(source, reader, named.decoding())
                : TextReading.of(images.read(source, named)));
    }

    private TextReading segmented(Source source, Reader reader, DecodeOptions decoding) {
        requireNoLength(decoding);
        Timings timings = new Timings();
        long deadline = images.deadline();
        Manifest model = reader.manifest();
        GrayImage image = images.image(source, deadline);
        timings.lap(Stage.DECODE);

        Classifier classifier = new Classifier(reader, decoding, deadline);
        SegmentedText text = new TextSegmenter(model, language, SegmentationOptions.DEFAULTS)
                .read(image, classifier::classify);
        timings.lap(Stage.DECODING, classifier.measured());
        return new TextReading(text, model, reader.info(), image.width(), image.height(), timings);
    }

    private static void requireNoLength(DecodeOptions decoding) {
        if (decoding.exactLength().isPresent()) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "length-out-of-range",
                    "a text that is cut into characters has as many as are found; leave length out");
        }
    }

    /** One text's way to the engine. */
    private static final class Classifier {

        private final Reader reader;
        private final DecodeOptions decoding;
        private final long deadlineNanos;
        private long queueNanos;
        private long inferenceNanos;

        Classifier(Reader reader, DecodeOptions decoding, long deadlineNanos) {
            this.reader = reader;
            this.decoding = decoding;
            this.deadlineNanos = deadlineNanos;
        }

        List<Logits> classify(List<Tensor> inputs) {
            List<Inference> inferences = reader.inferAll(inputs, deadlineNanos);
            for (Inference inference : inferences) {
                queueNanos += inference.queueNanos() / inferences.size();
                inferenceNanos += inference.inferenceNanos() / inference.batch();
            }
            return inferences.stream()
                    .map(inference -> Decoder.constrain(inference.result(), reader.manifest(), decoding))
                    .toList();
        }

        Map<Stage, Long> measured() {
            return Map.of(Stage.QUEUE, queueNanos, Stage.INFERENCE, inferenceNanos);
        }
    }
}
