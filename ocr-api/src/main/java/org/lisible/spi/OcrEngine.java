package org.lisible.spi;

import java.util.List;

import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.tensor.Tensor;

/**
 * A loaded model that reads. Safe for concurrent use by any number of threads: state that a call writes to is leased per
 * call, never shared.
 */
public interface OcrEngine extends AutoCloseable {

    /** What runs here; constant. */
    EngineInfo info();

    /**
     * Reads a batch. The call blocks until the whole batch is done.
     *
     * @param inputs at least one tensor {@code [channels, height, width]} as the manifest's {@code InputSpec} says; not
     *     modified
     * @param options deadline and cancellation, looked at between batches of work
     * @return as many results as inputs, result i for input i; for the {@code ctc} decoder raw
     *     {@link org.lisible.result.Logits} of the last layer
     * @throws OcrException of kind {@code INVALID} for an empty batch or a wrong shape, {@code TIMEOUT} past the
     *     deadline, {@code UNAVAILABLE} after {@link #close}, {@code BROKEN} if the engine itself fails
     */
    List<EngineResult> recognize(List<Tensor> inputs, RunOptions options);

    /** Gives back what the engine holds. Idempotent, never throws; the host lets running calls finish first. */
    @Override
    void close();
}
