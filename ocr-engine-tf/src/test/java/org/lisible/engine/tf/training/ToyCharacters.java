package org.lisible.engine.tf.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptions;
import org.lisible.tensor.Tensor;

/** A problem that a small classifier learns in seconds: a bright patch in one of nine places on two planes of noise. */
final class ToyCharacters {

    static final List<Manifest> MANIFESTS =
            TestBundles.characters(1).stream().map(ModelBundle::manifest).toList();
    static final TrainingOptions OPTIONS = new TrainingOptions(8, 16, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0.1);
    private static final int SIZE = 19;

    private ToyCharacters() {}

    static Examples examples(int size, long seed) {
        return new Examples() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Example get(int index, int epoch) {
                return draw(new SplittableRandom(seed + 31L * index));
            }
        };
    }

    private static Example draw(SplittableRandom random) {
        float[] pixels = new float[2 * SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(0, 0.4);
        }
        int symbol = random.nextInt(9);
        for (int y = 0; y < 4; y++) {
            int from = (6 * (symbol / 3) + 1 + y) * SIZE + 6 * (symbol % 3) + 1;
            Arrays.fill(pixels, from, from + 4, 1);
        }
        return new Example(new Tensor(new int[] {2, SIZE, SIZE}, pixels), "aBc12+-.\"".substring(symbol, symbol + 1));
    }

    static TrainingJob job(Path folder, Manifest manifest, TrainingOptions options) {
        return new TrainingJob(
                manifest, Optional.empty(), examples(128, 1), examples(64, 9_999), options, folder, () -> false);
    }
}
