package org.lisible.web.rest;

import java.util.Arrays;
import java.util.Locale;

import org.lisible.OcrException;

/** What a reading is as tensors of the Open Inference Protocol, each of one element. */
enum InferTensor {
    /** What was read. */
    TEXT("BYTES"),
    /** Its probability. */
    CONFIDENCE("FP32"),
    /** All that {@code /predict} tells, as JSON. */
    JSON("BYTES");

    static final String BYTES = "BYTES";

    private final String datatype;

    InferTensor(String datatype) {
        this.datatype = datatype;
    }

    /** As clients call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String datatype() {
        return datatype;
    }

    /** @throws OcrException of kind {@code INVALID} that names those there are */
    static InferTensor of(String label) {
        return Arrays.stream(values())
                .filter(tensor -> tensor.label().equals(label))
                .findFirst()
                .orElseThrow(() -> InferRequest.wrong("unknown output '" + label + "'; there are: text, confidence, json"));
    }
}
