package org.lisible.web.recognition;

import java.util.Locale;

/** The stages of reading an image, in their order. */
public enum Stage {
    /** From the file to pixels. */
    DECODE,
    /** From pixels to the model's input. */
    PREPROCESS,
    /** Waiting for the engine. */
    QUEUE,
    /** The network. */
    INFERENCE,
    /** From logits to text. */
    DECODING;

    /** As the API and the metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
