package org.lisible.engine.tf.training;

import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.model.Shapes;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;
import org.lisible.tensor.Tensor;

/** Checks examples against a manifest and lays them side by side. Safe for concurrent use. */
final class Batches {

    private final Manifest manifest;
    private final Criterion criterion;
    private final int steps;

    Batches(Manifest manifest) {
        this.manifest = manifest;
        this.criterion = Criterion.of(manifest.decoder());
        this.steps = Shapes.of(manifest).getLast()[0];
    }

    /**
     * The examples {@code indices[from]} to {@code indices[to - 1]}.
     *
     * @throws OcrException of kind {@code INVALID} if one does not fit the manifest, naming it
     */
    Batch of(Examples examples, int[] indices, int from, int to, int epoch) {
        InputSpec spec = manifest.input();
        int size = spec.channels() * spec.height() * spec.width();
        float[] inputs = new float[(to - from) * size];
        int[][] labels = new int[to - from][];
        for (int i = from; i < to; i++) {
            Example example = examples.get(indices[i], epoch);
            Tensor input = example.input();
            if (!input.hasShape(spec.channels(), spec.height(), spec.width())) {
                throw misfit(example, "has the shape " + Arrays.toString(input.shape()) + ", but " + manifest.name()
                        + " takes [" + spec.channels() + ", " + spec.height() + ", " + spec.width() + "]");
            }
            System.arraycopy(input.data(), 0, inputs, (i - from) * size, size);
            labels[i - from] = symbols(example);
        }
        return new Batch(to - from, inputs, labels);
    }

    private int[] symbols(Example example) {
        List<String> characters = example.label().codePoints().mapToObj(Character::toString).toList();
        int[] symbols = characters.stream().mapToInt(manifest.alphabet()::indexOf).toArray();
        int needed = symbols.length;
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] < 0) {
                throw misfit(example, "has '" + characters.get(i) + "', which is not in the alphabet "
                        + manifest.alphabet());
            }
            if (criterion == Criterion.CTC && i > 0 && symbols[i] == symbols[i - 1]) {
                needed++; // CTC needs a blank between equal symbols
            }
        }
        if (criterion == Criterion.SOFTMAX && symbols.length != 1) {
            throw misfit(example, "has " + symbols.length + " characters, but " + manifest.name() + " reads one");
        }
        if (needed > steps) {
            throw misfit(example, "needs " + needed + " time steps, but " + manifest.name() + " has " + steps);
        }
        return symbols;
    }

    private static OcrException misfit(Example example, String fault) {
        return new OcrException(
                OcrException.Kind.INVALID, "example-does-not-fit", "the example \"" + example.label() + "\" " + fault);
    }
}
