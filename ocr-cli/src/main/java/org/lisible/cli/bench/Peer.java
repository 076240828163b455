package org.lisible.cli.bench;

import org.lisible.OcrException;
import org.lisible.model.ModelBundle;

/** One way to run a network, opened for a number of threads. Used by one thread. */
public interface Peer extends AutoCloseable {

    /** Something that runs a network. */
    enum Kind {
        PURE("pure Java, Vector API"),
        SCALAR("pure Java, scalar twin"),
        ONNXRUNTIME("ONNX Runtime"),
        TENSORFLOW("TensorFlow");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What people know it by. */
        public String title() {
            return title;
        }

        /** @throws OcrException if it cannot be opened here */
        Peer open(ModelBundle bundle, int threads) {
            return switch (this) {
                case PURE -> new EnginePeer("pure", "auto", bundle, threads);
                case SCALAR -> new EnginePeer("pure", "scalar", bundle, threads);
                case TENSORFLOW -> new EnginePeer("tf", "", bundle, threads);
                case ONNXRUNTIME -> OnnxPeer.open(bundle, threads);
            };
        }
    }

    /** What computes, with its version, for people. */
    String description();

    /** Makes ready for a batch of so many images, which the next runs compute. Takes its time; nothing of it is measured. */
    Batch batch(int images);

    @Override
    void close();

    /** Images that are computed again and again. */
    interface Batch extends AutoCloseable {

        /** Computes the logits of all images. */
        void run();

        /** What the last run put out, image after image. */
        float[] logits();

        @Override
        void close();
    }
}
