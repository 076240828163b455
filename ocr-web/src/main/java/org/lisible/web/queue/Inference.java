package org.lisible.web.queue;

import org.lisible.result.EngineResult;

/**
 * What an engine made of one input, and how long that took.
 *
 * @param result the engine's result for this very input
 * @param queueNanos from the arrival in the queue until the batch began
 * @param inferenceNanos of the whole batch
 * @param batch how many inputs the batch had
 */
public record Inference(EngineResult result, long queueNanos, long inferenceNanos, int batch) {}
