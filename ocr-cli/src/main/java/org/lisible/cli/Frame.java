package org.lisible.cli;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.preprocess.Preprocessor;
import org.lisible.tensor.Tensor;

/** How much a model of characters sees of where, and how large, a character was written. */
enum Frame {
    /** All that the image has, as the server shows it. */
    SHOWN(""),
    /** The image is cut out around the ink before, with a margin: what comes from those who send single glyphs. */
    TIGHT(", cut out tightly"),
    /** The channels of the frame are empty: the glyph alone. */
    NONE(", without the frame");

    private final String note;

    Frame(String note) {
        this.note = note;
    }

    /** What a name gets behind it. */
    String note() {
        return note;
    }

    /** @throws OcrException of kind {@code INVALID} if the model sees no frame anyway */
    void requireIn(Manifest manifest) {
        InputSpec input = manifest.input();
        if (this != SHOWN && input.frameFineness() == 0) {
            throw new OcrException(
                    OcrException.Kind.INVALID, "no-frame", manifest.name() + " sees no frame that could be left out");
        }
    }

    /** What the model sees of a sample; the same sample gives the same. */
    Tensor input(Sample sample, InputSpec input) {
        return switch (this) {
            case SHOWN -> Preprocessor.apply(sample.image(), input);
            case TIGHT -> Preprocessor.apply(
                    Framing.tight(sample.image(), new SplittableRandom(sample.id().hashCode())), input);
            case NONE -> withoutFrame(Preprocessor.apply(sample.image(), input), input);
        };
    }

    private static Tensor withoutFrame(Tensor tensor, InputSpec input) {
        float[] data = tensor.data().clone();
        Arrays.fill(data, input.height() * input.width(), data.length, (float) input.low());
        return new Tensor(tensor.shape(), data);
    }
}
