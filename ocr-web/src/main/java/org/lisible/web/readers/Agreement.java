package org.lisible.web.readers;

import java.time.Duration;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;
import org.lisible.model.Reference;
import org.lisible.spi.ReferenceOutputs;

/** Whether an engine computes what the one computes whose place it is to take; for bundles that record no references. */
final class Agreement {

    private Agreement() {}

    /**
     * Runs both on the same noise.
     *
     * @throws OcrException of kind {@code BROKEN} if the fresh one fails or its logits are others; nothing is thrown if the
     *     old one cannot say
     */
    static void check(ModelBundle model, Reader fresh, Reader old, Duration patience) {
        List<Reference> byTheOldOne;
        try {
            byTheOldOne = ReferenceOutputs.record(model, input -> old.infer(input, deadline(patience)).result());
        } catch (OcrException e) {
            return;
        }
        try {
            ReferenceOutputs.check(
                    model.with(byTheOldOne), input -> fresh.infer(input, deadline(patience)).result());
        } catch (OcrException e) {
            String why = e.code().equals(ReferenceOutputs.DISAGREES)
                    ? "it computes other logits than the engine that it is to replace"
                    : "compared with the engine that it is to replace: " + e.getMessage();
            throw new OcrException(
                    OcrException.Kind.BROKEN, e.code(), "on model '" + model.manifest().name() + "' " + why, e);
        }
    }

    private static long deadline(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }
}
