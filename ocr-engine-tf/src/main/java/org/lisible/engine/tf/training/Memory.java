package org.lisible.engine.tf.training;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import org.lisible.OcrException;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** Does a piece of work in the largest batches that the memory has room for. */
final class Memory {

    private Memory() {}

    /**
     * @param batchSize to try first
     * @param work done with a batch size; begun anew with half of it each time memory runs out
     * @param halved told the new batch size
     * @throws OcrException of kind {@code BROKEN}, code {@code out-of-memory}, if not even one example fits
     */
    static <T> T within(int batchSize, IntFunction<T> work, IntConsumer halved) {
        int size = batchSize;
        while (true) {
            try {
                return work.apply(size);
            } catch (TFResourceExhaustedException | OutOfMemoryError exhausted) {
                if (size == 1) {
                    throw new OcrException(
                            OcrException.Kind.BROKEN,
                            "out-of-memory",
                            "the memory does not suffice for a batch of one: " + exhausted.getMessage(),
                            exhausted);
                }
                size = (size + 1) / 2;
                halved.accept(size);
            }
        }
    }
}
