package org.lisible.cli.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lisible.OcrException;
import org.lisible.cli.export.OnnxModel;
import org.lisible.model.InputSpec;
import org.lisible.model.ModelBundle;
import org.lisible.model.Shapes;
import org.lisible.tensor.Tensor;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * ONNX Runtime on the model that {@code lisible export} writes, set up to be as fast as it can be: all graph optimisations, batch
 * size fixed beforehand (one session for each), sequential execution, threads that spin, an arena, inputs and outputs in direct
 * buffers that are filled once and used again, so that not even the input's copy counts against it.
 */
final class OnnxPeer implements Peer {

    private final ModelBundle bundle;
    private final byte[] model;
    private final int threads;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    private OnnxPeer(ModelBundle bundle, int threads) {
        this.bundle = bundle;
        this.model = OnnxModel.of(bundle);
        this.threads = threads;
    }

    /** @throws OcrException of kind {@code UNAVAILABLE} if it is not there */
    static OnnxPeer open(ModelBundle bundle, int threads) {
        try {
            return new OnnxPeer(bundle, threads);
        } catch (LinkageError e) {
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE,
                    "no-onnxruntime",
                    "ONNX Runtime cannot be loaded (" + e + "); the build puts it into ocr-cli/target/bench:"
                            + " mvn -pl ocr-cli -am -DskipTests package",
                    e);
        }
    }

    @Override
    public String description() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public Batch batch(int images) {
        try {
            return new OnnxBatch(images);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        // The environment is the process's.
    }

    private static OcrException failed(OrtException e) {
        return new OcrException(OcrException.Kind.BROKEN, "onnxruntime-failed", "ONNX Runtime failed: " + e.getMessage(), e);
    }

    private final class OnnxBatch implements Batch {

        private final OrtSession session;
        private final Map<String, OnnxTensor> in = new HashMap<>();
        private final Map<String, OnnxTensor> out = new HashMap<>();
        private final FloatBuffer logits;

        OnnxBatch(int images) throws OrtException {
            try (OrtSession.SessionOptions options = options(images)) {
                session = environment.createSession(model, options);
            }
            InputSpec spec = bundle.manifest().input();
            FloatBuffer inputs = direct((long) images * spec.channels() * spec.height() * spec.width());
            for (Tensor tensor : Network.inputs(spec, images)) {
                inputs.put(tensor.data());
            }
            in.put(OnnxModel.INPUT, tensor(inputs.flip(), images, spec.channels(), spec.height(), spec.width()));
            int[] shape = Shapes.of(bundle.manifest()).getLast();
            logits = direct((long) images * shape[0] * shape[1]);
            out.put(OnnxModel.OUTPUT, tensor(logits, images, shape[0], shape[1]));
        }

        private OrtSession.SessionOptions options(int images) throws OrtException {
            var options = new OrtSession.SessionOptions();
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(true);
            options.addConfigEntry("session.intra_op.allow_spinning", "1");
            options.setSymbolicDimensionValue(OnnxModel.BATCH, images);
            return options;
        }

        private OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values, shape);
        }

        private static FloatBuffer direct(long values) {
            return ByteBuffer.allocateDirect(Math.toIntExact(values * Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public void run() {
            try {
                session.run(in, out).close();
            } catch (OrtException e) {
                throw failed(e);
            }
        }

        @Override
        public float[] logits() {
            float[] values = new float[logits.capacity()];
            logits.get(0, values);
            return values;
        }

        @Override
        public void close() {
            List.of(in, out).forEach(tensors -> tensors.values().forEach(OnnxTensor::close));
            try {
                session.close();
            } catch (OrtException e) {
                throw failed(e);
            }
        }
    }
}
