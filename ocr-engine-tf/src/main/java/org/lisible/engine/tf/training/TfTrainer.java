package org.lisible.engine.tf.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.lisible.OcrException;
import org.lisible.engine.tf.Device;
import org.lisible.model.ModelBundle;
import org.lisible.spi.training.OcrTrainer;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;
import org.tensorflow.exceptions.TensorFlowException;

/** Trains networks in TensorFlow, on the device it was made with. */
public final class TfTrainer implements OcrTrainer {

    private final Device device;
    private final BiFunction<TrainingJob, Device, TrainableNetwork> networks;

    public TfTrainer(Device device) {
        this(device, (job, on) -> new TensorFlowNetwork(job.manifest(), on, job.options().labelSmoothing()));
    }

    /** @param networks makes the network of a job; a test gives one that runs out of memory */
    TfTrainer(Device device, BiFunction<TrainingJob, Device, TrainableNetwork> networks) {
        this.device = device;
        this.networks = networks;
    }

    @Override
    public ModelBundle train(TrainingJob job, Consumer<TrainingEvent> listener) {
        if (job.training().size() < 1 || job.validation().size() < 1) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "no-examples",
                    "training needs at least one example to learn from and one to validate with; there are "
                            + job.training().size() + " and " + job.validation().size());
        }
        try {
            Files.createDirectories(job.folder());
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "training-folder-unwritable",
                    "cannot make the folder " + job.folder() + ": " + e,
                    e);
        }
        try (TrainableNetwork network = networks.apply(job, device)) {
            return new Training(job, network, device.description(), new Journal(job.folder(), listener)).run();
        } catch (TensorFlowException failure) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "tensorflow-failed", "TensorFlow failed: " + failure.getMessage(), failure);
        }
    }
}
