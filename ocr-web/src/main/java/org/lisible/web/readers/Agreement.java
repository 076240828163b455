package org.lisible.web.readers;

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
    static void check(ModelBundle model, Reader fresh, Reader old, long deadlineNanos) {
        List<Reference> byTheOldOne;
        try {
            byTheOldOne = ReferenceOutputs.record(model, input -> old.infer(input, deadlineNanos).result());
        } catch (OcrException e) {
            return;
        }
        try {
            ReferenceOutputs.check(model.with(byTheOldOne), input -> fresh.infer(input, deadlineNanos).result());
        } catch (OcrException e) {
            throw !e.code().equals(ReferenceOutputs.DISAGREES) ? e : new OcrException(
                    e.kind(),
                    e.code(),
                    "on model '" + model.manifest().name() + "' it computes other logits than the engine that it is to replace",
                    e);
        }
    }
}
