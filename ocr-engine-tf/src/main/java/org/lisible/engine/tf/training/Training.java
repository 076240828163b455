package org.lisible.engine.tf.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.lisible.OcrException;
import org.lisible.engine.tf.Network;
import org.lisible.model.BundleReader;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.result.Logits;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptions;
import org.lisible.tensor.Safetensors;

/** One training from its start or checkpoint to its best model. All that it changes is in its {@link TrainingState}. */
final class Training {

    private final TrainingJob job;
    private final TrainingOptions options;
    private final Manifest manifest;
    private final TrainableNetwork network;
    private final String device;
    private final Journal journal;
    private final Checkpoint checkpoint;
    private final Batches batches;
    private final TrainingState state;
    private final Map<String, Float> momentum;
    private int validationBatch;

    Training(TrainingJob job, TrainableNetwork network, String device, Journal journal) {
        this.job = job;
        this.options = job.options();
        this.manifest = job.manifest();
        this.network = network;
        this.device = device;
        this.journal = journal;
        this.checkpoint = new Checkpoint(job);
        this.batches = new Batches(manifest);
        this.momentum = momentum(manifest);
        this.validationBatch = Math.max(options.batchSize(), validationBatch(manifest));
        Weights start = Weights.initial(manifest, options.seed());
        List<String> fresh = job.start().map(start::takeFrom).orElse(List.of());
        this.state = new TrainingState(manifest, start, options.batchSize());
        boolean resumed = checkpoint.restore(state);
        journal.tell(new TrainingEvent.Started(parameters(), device, resumed ? state.epochs() : 0));
        if (!resumed && !fresh.isEmpty()) {
            journal.note("the start model has no fitting " + String.join(", ", fresh) + "; these start fresh");
        }
    }

    /** Up to 256, but so few that no activation takes more than 64 MB. */
    private static int validationBatch(Manifest manifest) {
        int largest = Shapes.of(manifest).stream()
                .mapToInt(shape -> Arrays.stream(shape).reduce(1, (a, b) -> a * b))
                .max()
                .orElseThrow();
        return Math.clamp((1 << 24) / largest, 1, 256);
    }

    private long parameters() {
        return manifest.layers().stream()
                .flatMap(layer -> Network.learnedBy(layer).stream())
                .mapToLong(name -> state.weights.get(name).length)
                .sum();
    }

    ModelBundle run() {
        while (state.epochs() < options.epochs() && !patienceIsOut()) {
            if (!epoch()) {
                checkpoint.write(state);
                journal.note("cancelled in epoch " + (state.epochs() + 1) + "; the checkpoint is in " + job.folder());
                return result();
            }
            if (state.epochs() % options.checkpointEvery() == 0 || state.epochs() == options.epochs() || patienceIsOut()) {
                checkpoint.write(state);
            }
        }
        if (state.epochs() < options.epochs()) {
            journal.note("patience is out: no better validation for " + options.patience() + " epochs");
        }
        return result();
    }

    private boolean patienceIsOut() {
        TrainingEvent.Epoch best = state.bestEpoch();
        return options.patience() > 0 && best != null && state.epochs() - best.epoch() >= options.patience();
    }

    /** One epoch, or the rest of one; false if the job was cancelled in it. */
    private boolean epoch() {
        int epoch = state.epochs() + 1;
        long begun = System.nanoTime();
        double before = state.seconds;
        int first = state.position;
        int[] order = order(epoch);
        while (state.position < order.length) {
            // Begun anew with smaller batches when memory runs out: what was learned so far stands.
            if (!Memory.within(state.batchSize, size -> steps(epoch, order, begun, first, size), this::halved)) {
                state.seconds = before + seconds(begun);
                return false;
            }
        }
        Validation.Outcome outcome = validate(state.average);
        double loss = outcome.loss(1);
        double exactMatch = outcome.exactMatch();
        boolean best = state.wouldBeBest(exactMatch, loss);
        TrainingEvent.Epoch row = new TrainingEvent.Epoch(
                epoch,
                state.lossSum / order.length,
                loss,
                exactMatch,
                outcome.characterErrorRate(),
                Schedule.learningRate(options, epoch),
                before + seconds(begun),
                best);
        if (best) {
            state.best.set(state.average);
        }
        state.history.add(row);
        state.position = 0;
        state.lossSum = 0;
        state.seconds = 0;
        journal.history(state.history);
        journal.tell(row);
        return true;
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void halved(int batchSize) {
        state.batchSize = batchSize;
        journal.note("memory ran out; going on with batches of " + batchSize);
    }

    /** The order of an epoch's examples: a function of seed and epoch alone, so that a resumed training has it again. */
    private int[] order(int epoch) {
        int[] order = IntStream.range(0, job.training().size()).toArray();
        SplittableRandom random = new SplittableRandom(options.seed() * 1_000_003 + epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Learns from the rest of the epoch; false if the job was cancelled. */
    private boolean steps(int epoch, int[] order, long begun, int first, int batchSize) {
        AtomicInteger next = new AtomicInteger(state.position);
        try (Prefetch prefetch = new Prefetch(() -> {
            int from = next.get();
            int to = next.addAndGet(size(order.length - from, batchSize));
            return from == to ? null : batches.of(job.training(), order, from, to, epoch);
        })) {
            for (Batch batch = prefetch.next(); batch != null; batch = prefetch.next()) {
                if (job.cancelled().getAsBoolean()) {
                    return false;
                }
                step(epoch, order.length, batch);
                double rate = (state.position - first) / seconds(begun);
                int done = (state.position + batchSize - 1) / batchSize;
                int left = (order.length - state.position + batchSize - 1) / batchSize;
                journal.tell(new TrainingEvent.Step(epoch, done, done + left, state.lossSum / state.position, rate));
            }
            return true;
        }
    }

    /** As many as fit, but spread evenly, so that the last batch of an epoch is not a tiny one. */
    static int size(int left, int batchSize) {
        int batches = (left + batchSize - 1) / batchSize;
        return batches == 0 ? 0 : (left + batches - 1) / batches;
    }

    private void step(int epoch, int epochSize, Batch batch) {
        int[] seed = {Long.hashCode(options.seed()), Math.toIntExact(64 * state.steps % Integer.MAX_VALUE)};
        LossAndGradients found = network.learn(state.weights, batch, seed);
        if (!Double.isFinite(found.loss())) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "training-diverged",
                    "the loss became " + found.loss() + " in epoch " + epoch
                            + "; try a lower learning rate or a smaller clip norm");
        }
        state.steps++;
        state.position += batch.size();
        state.lossSum += found.loss() * batch.size();
        double rate = Schedule.learningRate(options, epoch - 1 + (double) state.position / epochSize);
        AdamW.step(
                state.weights,
                state.first,
                state.second,
                found.gradients(),
                state.steps,
                rate,
                options.weightDecay(),
                options.clipNorm());
        found.statistics().forEach((name, seen) -> observe(state.weights.get(name), seen, momentum.get(name)));
        state.average.follow(state.weights, Schedule.averageDecay(options, state.steps));
    }

    private static void observe(float[] running, float[] seen, float momentum) {
        for (int i = 0; i < running.length; i++) {
            running[i] += momentum * (seen[i] - running[i]);
        }
    }

    private static Map<String, Float> momentum(Manifest manifest) {
        Map<String, Float> momentum = new HashMap<>();
        manifest.everyLayer().forEach(layer -> {
            switch (layer) {
                case Layer.BatchNorm2d norm -> put(momentum, norm.name(), norm.momentum());
                case Layer.BatchNorm1d norm -> put(momentum, norm.name(), norm.momentum());
                default -> {
                    // No statistics.
                }
            }
        });
        return momentum;
    }

    private static void put(Map<String, Float> momentum, String norm, double share) {
        momentum.put(norm + ".running_mean", (float) share);
        momentum.put(norm + ".running_var", (float) share);
    }

    private Validation.Outcome validate(Weights weights) {
        return Memory.within(validationBatch, size -> validate(weights, size), size -> {
            validationBatch = size;
            journal.note("memory ran out; going on validating in batches of " + size);
        });
    }

    private Validation.Outcome validate(Weights weights, int batchSize) {
        int[] indices = IntStream.range(0, job.validation().size()).toArray();
        List<Logits> logits = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int from = 0; from < indices.length; from += batchSize) {
            int to = Math.min(indices.length, from + batchSize);
            Batch batch = batches.of(job.validation(), indices, from, to, 1);
            logits.addAll(Validation.cut(network.infer(weights, batch), batch.size(), manifest.classes()));
            labels.addAll(List.of(batch.labels()));
        }
        return new Validation.Outcome(Criterion.of(manifest.decoder()), logits, labels);
    }

    private ModelBundle result() {
        Weights best = state.bestEpoch() == null ? state.average : state.best;
        double temperature = Temperature.fit(validate(best));
        journal.note("the temperature is " + Math.round(temperature * 1000) / 1000.0
                + ", fitted on the validation set");
        Path file = job.folder().resolve("best.safetensors");
        Safetensors.write(file, best.tensors(""));
        Manifest fitted =
                manifest.with(new DecoderSpec(manifest.decoder().type(), temperature), manifest.about());
        return new ModelBundle(fitted, best.copy().tensors(""), "sha256:" + BundleReader.sha256(file));
    }
}
