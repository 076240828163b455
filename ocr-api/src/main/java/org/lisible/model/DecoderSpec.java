package org.lisible.model;

import static java.util.Objects.requireNonNull;

/**
 * How logits become text.
 *
 * @param type an open set of names; {@link #CTC} and {@link #SOFTMAX} are known to every host
 * @param temperature divides the logits before the softmax so that confidences are calibrated; above 0
 */
public record DecoderSpec(String type, double temperature) {

    /** Connectionist temporal classification (Graves et al. 2006), blank at class 0. */
    public static final String CTC = "ctc";

    /** One step, one class per symbol, the most probable one is read; no blank. */
    public static final String SOFTMAX = "softmax";

    public DecoderSpec {
        requireNonNull(type, "type is null");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature " + temperature + " is not a finite number above 0");
        }
    }
}
