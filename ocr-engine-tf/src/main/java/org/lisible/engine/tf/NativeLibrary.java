package org.lisible.engine.tf;

import java.util.concurrent.atomic.AtomicReference;

import org.bytedeco.javacpp.Pointer;
import org.lisible.OcrException;
import org.tensorflow.TensorFlow;

/** Loads TensorFlow's native code and remembers why it did not load. */
final class NativeLibrary {

    // A failed static initialiser tells its cause once and is only NoClassDefFoundError afterwards.
    private static final AtomicReference<String> FIRST_FAILURE = new AtomicReference<>();

    private NativeLibrary() {}

    /**
     * TensorFlow's version.
     *
     * @throws OcrException of kind {@code BROKEN} with the first cause if the native code cannot be loaded
     */
    static String load() {
        try {
            return TensorFlow.version();
        } catch (LinkageError | RuntimeException failure) {
            FIRST_FAILURE.compareAndSet(null, describe(failure));
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "tensorflow-not-loaded",
                    "TensorFlow's native code cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + FIRST_FAILURE.get()
                            + "; put the tensorflow-core-native jar of this platform beside the plug-in",
                    failure);
        }
    }

    /** Ends JavaCPP's thread, which would hold the class loader forever. What it would have freed is closed by then. */
    static void unload() {
        try {
            Pointer.deallocateReferences();
            Pointer.interruptDeallocatorThread();
        } catch (LinkageError neverLoaded) {
            // There is no such thread then.
        }
    }

    private static String describe(Throwable failure) {
        StringBuilder causes = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            causes.append(", because of ").append(cause);
        }
        return causes.toString();
    }
}
