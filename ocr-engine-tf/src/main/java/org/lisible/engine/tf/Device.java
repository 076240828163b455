package org.lisible.engine.tf;

import java.util.Locale;

import org.lisible.OcrException;
import org.lisible.spi.EngineContext;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * What TensorFlow runs on, chosen by the setting {@code device}: {@code cpu}, {@code gpu} (or fail) or {@code auto} (a
 * GPU if one works, else the CPU). TensorFlow's own threads are as many as the context allows; the first session of a
 * process sets their number for all.
 *
 * <p>The setting {@code precision} is that of the arithmetic in training: {@code float32} or {@code bfloat16}, in which
 * convolutions and products take numbers of 8 significant bits and add them up in 32 while weights, normalisations and
 * the loss stay what they are. It is faster where the CPU has instructions for it and without effect elsewhere.
 *
 * @param description for people, with the reason of a fall-back
 * @param session how to open a session on it
 * @param learning how to open one for forward and backward passes
 */
public record Device(String description, ConfigProto session, ConfigProto learning) {

    /**
     * Loads TensorFlow and chooses.
     *
     * @throws OcrException of kind {@code BROKEN} if TensorFlow cannot be loaded, a setting is unknown or the GPU that was
     *     asked for does not work
     */
    public static Device choose(EngineContext context) {
        NativeLibrary.load();
        String wish = context.setting("device", "auto").toLowerCase(Locale.ROOT);
        return switch (wish) {
            case "cpu" -> cpu(context, "cpu");
            case "gpu" -> {
                String fault = gpuFault(context);
                if (!fault.isEmpty()) {
                    throw new OcrException(
                            OcrException.Kind.BROKEN,
                            "no-gpu",
                            "device=gpu, but no GPU can be used: " + fault
                                    + "; build with -Pcuda and install the CUDA driver, or set device=cpu");
                }
                yield gpu(context);
            }
            case "auto" -> {
                String fault = gpuFault(context);
                yield fault.isEmpty() ? gpu(context) : cpu(context, "cpu (no GPU: " + fault + ")");
            }
            default -> throw new OcrException(
                    OcrException.Kind.BROKEN, "unknown-device", "unknown device '" + wish + "'; there are: auto, cpu, gpu");
        };
    }

    private static Device cpu(EngineContext context, String description) {
        return of(context, description, threads(context).putDeviceCount("GPU", 0).build());
    }

    private static Device gpu(EngineContext context) {
        return of(context, "gpu:0", gpuSession(context));
    }

    private static Device of(EngineContext context, String description, ConfigProto session) {
        String precision = context.setting("precision", "float32").toLowerCase(Locale.ROOT);
        return switch (precision) {
            case "float32" -> new Device(description, session, session);
            case "bfloat16" -> new Device(description + ", learning in bfloat16", session, session.toBuilder()
                    .setGraphOptions(GraphOptions.newBuilder()
                            .setRewriteOptions(RewriterConfig.newBuilder()
                                    .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)))
                    .build());
            default -> throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "unknown-precision",
                    "unknown precision '" + precision + "'; there are: bfloat16, float32");
        };
    }

    private static ConfigProto gpuSession(EngineContext context) {
        return threads(context)
                .setAllowSoftPlacement(true)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .build();
    }

    private static ConfigProto.Builder threads(EngineContext context) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(context.parallelism())
                // Below 0: ops are run by the calling thread, so that calls side by side do not share a queue.
                .setInterOpParallelismThreads(context.parallelism() == 1 ? -1 : context.parallelism());
    }

    /** Computes a sum on the first GPU; empty if that works, else what TensorFlow says. */
    private static String gpuFault(EngineContext context) {
        ConfigProto strict = gpuSession(context).toBuilder().setAllowSoftPlacement(false).build();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph)
                    .withDevice(DeviceSpec.newBuilder()
                            .deviceType(DeviceSpec.DeviceType.GPU)
                            .deviceIndex(0)
                            .build());
            var sum = tf.math.add(tf.constant(1f), tf.constant(1f));
            try (Session session = new Session(graph, strict)) {
                session.runner().fetch(sum).run().close();
                return "";
            }
        } catch (TensorFlowException | IllegalArgumentException | IllegalStateException failure) {
            String message = String.valueOf(failure.getMessage());
            return message.contains("available devices are")
                    ? "TensorFlow finds none"
                    : message.lines().findFirst().orElse("unknown");
        }
    }
}
