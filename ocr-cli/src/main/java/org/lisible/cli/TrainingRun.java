package org.lisible.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

import org.lisible.model.ModelBundle;
import org.lisible.spi.EngineContext;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;

/** Runs trainings one after the other, shows how they go and stops them at Ctrl-C. */
final class TrainingRun implements AutoCloseable {

    private final String trainer;
    private final EngineContext context;
    private final PrintWriter err;
    private final Interruption interruption;
    private String device = "";

    TrainingRun(String trainer, EngineContext context, PrintWriter err) {
        this.trainer = trainer;
        this.context = context;
        this.err = err;
        this.interruption = Interruption.watch(() -> System.err.println("\nstopping: writing a checkpoint …"));
    }

    /** True from Ctrl-C on. */
    BooleanSupplier cancelled() {
        return interruption::asked;
    }

    /** What the last training ran on. */
    String device() {
        return device;
    }

    /** Ctrl-C ends the program at once again. */
    @Override
    public void close() {
        interruption.close();
    }

    ModelBundle train(TrainingJob job) {
        try (TrainingProgress progress = new TrainingProgress(err, job.options().epochs(), TrainingProgress.onTerminal())) {
            return Plugins.trainer(trainer, job.manifest(), context).open(context).train(job, event -> {
                if (event instanceof TrainingEvent.Started started) {
                    device = started.device();
                }
                progress.accept(event);
            });
        }
    }
}
