package org.lisible.web.recognition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec;
import org.lisible.model.InputSpec.Polarity;
import org.lisible.web.readers.Readers;

/** What a client sent to be read. */
public sealed interface Source {

    /** The model that reads it when the request names none; empty for the default. */
    Optional<String> usualModel();

    /** How a model's input is made of it. */
    InputSpec preparedFor(InputSpec spec);

    /**
     * An image file in any format that is read here.
     *
     * @param bytes the file; not modified
     */
    record ImageFile(byte[] bytes) implements Source {

        public ImageFile {
            requireNonNull(bytes, "bytes is null");
        }

        @Override
        public Optional<String> usualModel() {
            return Optional.empty();
        }

        @Override
        public InputSpec preparedFor(InputSpec spec) {
            return spec;
        }
    }

    /**
     * Bare pixels of one character, light ink on dark paper.
     *
     * @param image the pixels
     */
    record Pixels(GrayImage image) implements Source {

        public Pixels {
            requireNonNull(image, "image is null");
        }

        @Override
        public Optional<String> usualModel() {
            return Optional.of(Readers.CHARACTERS);
        }

        /** Where the model would look which of ink and paper is dark, this already says it. */
        @Override
        public InputSpec preparedFor(InputSpec spec) {
            return spec.polarity() == Polarity.DARK_PAPER ? spec.with(Polarity.AS_IS) : spec;
        }
    }
}
