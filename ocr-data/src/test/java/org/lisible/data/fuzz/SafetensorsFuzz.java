package org.lisible.data.fuzz;

import org.lisible.OcrException;
import org.lisible.tensor.Safetensors;

/** A weights file. */
public final class SafetensorsFuzz {

    private static final Workplace FILES = new Workplace("safetensors");

    private SafetensorsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Safetensors.read(FILES.write("weights.safetensors", input));
        } catch (OcrException expected) {
            // A file that is wrong.
        }
    }
}
