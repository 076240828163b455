package org.lisible.engine.tf.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.lisible.engine.tf.Device;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.spi.EngineContext;
import org.lisible.spi.TestBundles;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptions;
import org.lisible.tensor.Tensor;

/** A problem that a small network learns in seconds: two or three marks side by side, each high, low or in the middle. */
final class Toy {

    static final int HEIGHT = 6;
    static final int WIDTH = 24;
    static final Manifest MANIFEST = TestBundles.manifest("toy", 1, HEIGHT, WIDTH, "abc", layers(10));
    static final TrainingOptions OPTIONS = new TrainingOptions(25, 8, 2e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0);

    private Toy() {}

    static List<Layer> layers(int hidden) {
        return List.of(
                new Layer.Conv2d("conv", 1, 6, 3, 3, 1, 1, 1, 1, true),
                new Layer.BatchNorm2d("bn", 6, 1e-5, 0.1),
                new Layer.Relu(),
                new Layer.MaxPool2d(2, 2, 2, 2),
                new Layer.Columns(),
                new Layer.Dropout(0.1),
                new Layer.BiLstm("lstm", 18, hidden),
                new Layer.Linear("out", 2 * hidden, 4));
    }

    /** Drawn anew in each epoch, as augmented images are. */
    static Examples training(int size) {
        return examples(size, 1, true);
    }

    static Examples validation(int size) {
        return examples(size, 2, false);
    }

    private static Examples examples(int size, long seed, boolean anew) {
        return new Examples() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Example get(int index, int epoch) {
                return draw(new SplittableRandom(seed + 31L * index + (anew ? 7919L * epoch : 0)));
            }
        };
    }

    private static Example draw(SplittableRandom random) {
        float[] pixels = new float[HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(0.7, 1);
        }
        StringBuilder label = new StringBuilder();
        int count = random.nextInt(2, 4);
        for (int mark = 0; mark < count; mark++) {
            int symbol = random.nextInt(3);
            label.append("abc".charAt(symbol));
            int left = mark * 8 + random.nextInt(1, 4);
            for (int x = left; x < left + 4; x++) {
                pixels[2 * symbol * WIDTH + x] = -1;
                pixels[(2 * symbol + 1) * WIDTH + x] = -1;
            }
        }
        return new Example(new Tensor(new int[] {1, HEIGHT, WIDTH}, pixels), label.toString());
    }

    static TrainingJob job(Path folder, TrainingOptions options) {
        return new TrainingJob(MANIFEST, Optional.empty(), training(64), validation(32), options, folder, () -> false);
    }

    /** One thread, so that every sum is formed in one order. */
    static Device device() {
        return Device.choose(new EngineContext(Runnable::run, 1, Path.of("."), Map.of("device", "cpu")));
    }

    static Batch batch(Manifest manifest, Examples examples, int size) {
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            indices[i] = i;
        }
        return new Batches(manifest).of(examples, indices, 0, size, 1);
    }
}
