package org.lisible.cli.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.lisible.OcrException;
import org.lisible.cli.bench.Worker.Order;

/** A peer in a process of its own, pinned to as many processors as it has threads. Computes only while it is asked to. */
final class Contender implements AutoCloseable {

    /** A step of the pure engine's plan. @param flops by the layers' definition, an image @param nanos of all images at once */
    record Step(String name, long flops, double nanos) {}

    /**
     * All steps of one network.
     *
     * @param images computed at once
     * @param peak in GF/s, measured between them
     */
    record Profile(int images, List<Step> steps, double peak) {

        /** What a step reaches, in GF/s. */
        double rate(Step step) {
            return step.flops() * images / step.nanos();
        }
    }

    private final Peer.Kind kind;
    private final Process process;
    private final DataOutputStream orders;
    private final DataInputStream answers;
    private final String description;

    /** @throws OcrException of kind {@code UNAVAILABLE} if the peer cannot be opened, with its reason */
    Contender(Peer.Kind kind, int threads, Path bundle, Processors processors) {
        this.kind = kind;
        List<String> arguments = List.of(kind.name(), String.valueOf(threads), bundle.toString());
        try {
            process = ChildJvm.of(processors.pinned(threads), Worker.class, arguments)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw ended(e.toString(), e);
        }
        orders = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        String said = asking(answers::readUTF);
        if (!said.startsWith(Worker.READY)) {
            throw ended(said, null);
        }
        description = said.substring(Worker.READY.length());
    }

    Peer.Kind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    /** Runs a batch for so long; then tells how long one run takes, in nanoseconds. */
    long warmUp(int images, int milliseconds) {
        return asking(() -> {
            order(Order.WARM_UP, images, milliseconds);
            return answers.readLong();
        });
    }

    /** What the peer puts out for a batch. */
    float[] logits(int images) {
        return asking(() -> {
            order(Order.LOGITS, images);
            float[] logits = new float[answers.readInt()];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = answers.readFloat();
            }
            return logits;
        });
    }

    /** The nanoseconds of so many runs, one after the other. */
    double[] times(int images, int runs) {
        return asking(() -> {
            order(Order.TIME, images, runs);
            double[] times = new double[runs];
            for (int run = 0; run < runs; run++) {
                times[run] = answers.readLong();
            }
            return times;
        });
    }

    /** Where the time of a batch goes; of the pure engine only. The median of so many runs, after as many to warm up. */
    Profile profile(int images, int runs) {
        return asking(() -> {
            order(Order.PROFILE, images, runs);
            int together = answers.readInt();
            List<Step> steps = new ArrayList<>();
            for (int left = answers.readInt(); left > 0; left--) {
                steps.add(new Step(answers.readUTF(), answers.readLong(), answers.readDouble()));
            }
            return new Profile(together, steps, answers.readDouble());
        });
    }

    private void order(Order order, int... numbers) throws IOException {
        orders.write(order.ordinal());
        for (int number : numbers) {
            orders.writeInt(number);
        }
        orders.flush();
    }

    private interface Asking<T> {
        T ask() throws IOException;
    }

    private <T> T asking(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (EOFException e) {
            throw ended("its process ended" + exitCode(), e);
        } catch (IOException e) {
            throw ended(e.toString(), e);
        }
    }

    private String exitCode() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? " with code " + process.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private OcrException ended(String reason, IOException cause) {
        if (process != null) {
            process.destroy();
        }
        return new OcrException(OcrException.Kind.UNAVAILABLE, "no-peer", kind.title() + " cannot be measured: " + reason, cause);
    }

    /** Ends the process and waits until it is gone. */
    @Override
    public void close() {
        try (orders) {
            order(Order.END);
        } catch (IOException goneAlready) {
            process.destroy();
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
