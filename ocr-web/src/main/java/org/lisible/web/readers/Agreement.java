package org.lisible.web.readers;

import java.util.Random;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** Whether an engine computes what the one computes whose place it is to take. */
final class Agreement {

    /** Of the largest logit: engines add in different orders. */
    static final double TOLERANCE = 1e-3;

    private static final int SEED = 20;

    private Agreement() {}

    /**
     * Runs both on the same noise.
     *
     * @throws OcrException of kind {@code BROKEN} if the fresh one fails or its logits are others; nothing is thrown if the
     *     old one cannot say
     */
    static void check(Reader fresh, Reader old, long deadlineNanos) {
        Tensor noise = noise(fresh.manifest().input());
        EngineResult expected;
        try {
            expected = old.infer(noise, deadlineNanos).result();
        } catch (OcrException e) {
            return;
        }
        EngineResult actual = fresh.infer(noise, deadlineNanos).result();
        if (expected instanceof Logits wanted && !(actual instanceof Logits found && agree(wanted, found))) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "engine-disagrees",
                    "on model '" + fresh.manifest().name() + "' it computes other logits than the engine that it is to replace");
        }
    }

    private static boolean agree(Logits wanted, Logits found) {
        if (wanted.values().length != found.values().length) {
            return false;
        }
        double scale = 1e-6;
        double difference = 0;
        for (int i = 0; i < wanted.values().length; i++) {
            scale = Math.max(scale, Math.abs(wanted.values()[i]));
            difference = Math.max(difference, Math.abs(wanted.values()[i] - found.values()[i]));
        }
        return difference <= TOLERANCE * scale;
    }

    private static Tensor noise(InputSpec spec) {
        Random random = new Random(SEED);
        float[] values = new float[Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spec.low() + (spec.high() - spec.low()) * random.nextDouble());
        }
        return new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, values);
    }
}
