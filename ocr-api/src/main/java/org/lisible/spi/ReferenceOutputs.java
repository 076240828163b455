package org.lisible.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.ModelBundle;
import org.lisible.model.Reference;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** Records what an engine puts out, and tells whether another one puts out the same. */
public final class ReferenceOutputs {

    /** The largest difference that is allowed, of the largest logit: engines add in different orders. */
    public static final double TOLERANCE = 1e-3;

    /** The code of the exception if logits are others. */
    public static final String DISAGREES = "engine-disagrees";

    private static final int COUNT = 2;
    private static final long SEED = 20_250_601;

    private ReferenceOutputs() {}

    /**
     * Noise of the range that the model takes, the same in every run, and the logits that an engine makes of it.
     *
     * @param recognize runs one input
     * @throws OcrException whatever {@code recognize} throws
     */
    public static List<Reference> record(ModelBundle bundle, Function<Tensor, EngineResult> recognize) {
        Random random = new Random(SEED);
        return IntStream.range(0, COUNT)
                .mapToObj(i -> noise(bundle.manifest().input(), random))
                .map(input -> new Reference(input, tensor(recognize.apply(input))))
                .toList();
    }

    /**
     * Runs the inputs of a bundle's references.
     *
     * @param recognize runs one input
     * @throws OcrException of kind {@code BROKEN} and code {@link #DISAGREES} if the logits are others; whatever
     *     {@code recognize} throws
     */
    public static void check(ModelBundle bundle, Function<Tensor, EngineResult> recognize) {
        for (int i = 0; i < bundle.references().size(); i++) {
            Reference reference = bundle.references().get(i);
            if (!(recognize.apply(reference.input()) instanceof Logits found && agree(reference.logits(), found))) {
                throw new OcrException(
                        OcrException.Kind.BROKEN,
                        DISAGREES,
                        "its logits are not those that model '" + bundle.manifest().name() + "' records in " + Reference.FILE
                                + " for input " + i);
            }
        }
    }

    private static boolean agree(Tensor expected, Logits found) {
        float[] wanted = expected.data();
        if (wanted.length != found.values().length) {
            return false;
        }
        double scale = 1e-6;
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            scale = Math.max(scale, Math.abs(wanted[i]));
            difference = Math.max(difference, Math.abs(wanted[i] - found.values()[i]));
        }
        return difference <= TOLERANCE * scale;
    }

    private static Tensor tensor(EngineResult result) {
        if (result instanceof Logits logits) {
            return new Tensor(
                    new int[] {logits.steps(), logits.classes()}, Arrays.copyOf(logits.values(), logits.values().length));
        }
        throw new OcrException(OcrException.Kind.INVALID, "no-logits", "a model that writes the text itself has no logits");
    }

    private static Tensor noise(InputSpec spec, Random random) {
        float[] values = new float[Math.toIntExact(Tensor.size(spec.channels(), spec.height(), spec.width()))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spec.low() + (spec.high() - spec.low()) * random.nextDouble());
        }
        return new Tensor(new int[] {spec.channels(), spec.height(), spec.width()}, values);
    }
}
