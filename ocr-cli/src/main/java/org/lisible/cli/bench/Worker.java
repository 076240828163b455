package org.lisible.cli.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.lisible.engine.pure.StepProfile;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.plan.PlanCompiler;
import org.lisible.engine.pure.plan.StepInfo;
import org.lisible.model.BundleReader;
import org.lisible.model.ModelBundle;
import org.lisible.tensor.Tensor;

/**
 * The program of a process that runs one peer: reads what to do from standard input and answers on standard output, in binary.
 * Does nothing while it waits. {@link Contender} is the other end.
 */
public final class Worker {

    /** What can be asked for; each is followed by the number of images. */
    enum Order {
        /** Runs until so many more milliseconds are over. Answers how long a run took in the end, in nanoseconds. */
        WARM_UP,
        /** Answers the logits, as a count and floats. */
        LOGITS,
        /** Runs so many more times. Answers the time of each run in nanoseconds. */
        TIME,
        /**
         * Runs so many more times step by step, as many images at once as the engine computes at once of that batch. Answers
         * how many, a count, each step's name, operations and nanoseconds, and the peak in GF/s.
         */
        PROFILE,
        END
    }

    /** What the process begins with, or the reason why it ends. */
    static final String READY = "ready ";

    private final ModelBundle bundle;
    private final Peer peer;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Peer.Batch> batches = new TreeMap<>();

    private Worker(ModelBundle bundle, Peer peer, DataInputStream in, DataOutputStream out) {
        this.bundle = bundle;
        this.peer = peer;
        this.in = in;
        this.out = out;
    }

    /** @param arguments the peer, the number of threads, the bundle's folder */
    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(System.in));
        var out = new DataOutputStream(new BufferedOutputStream(System.out));
        // Whoever prints must not get in between.
        System.setOut(System.err);
        ModelBundle bundle = BundleReader.read(Path.of(arguments[2]));
        try (Peer peer = Peer.Kind.valueOf(arguments[0]).open(bundle, Integer.parseInt(arguments[1]))) {
            out.writeUTF(READY + peer.description());
            out.flush();
            new Worker(bundle, peer, in, out).work();
        } catch (RuntimeException | LinkageError e) {
            out.writeUTF(String.valueOf(e.getMessage()));
            out.flush();
            throw e;
        }
    }

    private void work() throws IOException {
        for (Order order = order(); order != Order.END; order = order()) {
            int images = in.readInt();
            Peer.Batch batch = batches.computeIfAbsent(images, peer::batch);
            switch (order) {
                case WARM_UP -> out.writeLong(warmUp(batch, 1_000_000L * in.readInt()));
                case LOGITS -> writeLogits(batch);
                case TIME -> writeTimes(batch, in.readInt());
                case PROFILE -> profile(images, in.readInt());
                case END -> throw new AssertionError(order);
            }
            out.flush();
        }
        batches.values().forEach(Peer.Batch::close);
    }

    private Order order() throws IOException {
        int order = in.read();
        return order < 0 ? Order.END : Order.values()[order];
    }

    private static long warmUp(Peer.Batch batch, long nanos) {
        long end = System.nanoTime() + nanos;
        long took;
        do {
            took = time(batch);
        } while (System.nanoTime() < end);
        return took;
    }

    private void writeLogits(Peer.Batch batch) throws IOException {
        batch.run();
        float[] logits = batch.logits();
        out.writeInt(logits.length);
        for (float value : logits) {
            out.writeFloat(value);
        }
    }

    private void writeTimes(Peer.Batch batch, int runs) throws IOException {
        long[] times = new long[runs];
        for (int run = 0; run < runs; run++) {
            times[run] = time(batch);
        }
        for (long time : times) {
            out.writeLong(time);
        }
    }

    private static long time(Peer.Batch batch) {
        long start = System.nanoTime();
        batch.run();
        return System.nanoTime() - start;
    }

    private void profile(int batch, int runs) throws IOException {
        int images = Math.min(batch, new PlanCompiler(bundle, KernelChoice.of("auto").kernels()).goodGroup());
        StepProfile profile = new StepProfile(bundle, "auto", images);
        List<Tensor> inputs = Network.inputs(bundle.manifest().input(), images);
        List<StepInfo> steps = profile.steps();
        long[] nanos = new long[steps.size()];
        long[][] times = new long[runs][];
        double peak = 0;
        for (int run = -runs; run < runs; run++) {
            profile.run(inputs, nanos);
            times[Math.max(run, 0)] = nanos.clone();
            peak = Math.max(peak, profile.peak());
        }
        out.writeInt(images);
        out.writeInt(steps.size());
        for (int step = 0; step < steps.size(); step++) {
            int column = step;
            out.writeUTF(steps.get(step).name());
            out.writeLong(steps.get(step).flops());
            out.writeDouble(Sample.of(Arrays.stream(times).mapToDouble(row -> row[column]).toArray()).median());
        }
        out.writeDouble(peak);
    }
}
