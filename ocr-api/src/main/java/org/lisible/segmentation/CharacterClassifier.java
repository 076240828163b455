package org.lisible.segmentation;

import java.util.List;

import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/** Runs the network of a character model; usually one call of an engine, or of a host's queue. */
@FunctionalInterface
public interface CharacterClassifier {

    /**
     * @param inputs 1 to {@link TextSegmenter#MOST_IN_BATCH} tensors as the model's {@code InputSpec} wants them
     * @return one step of logits for each, in their order
     */
    List<Logits> classify(List<Tensor> inputs);
}
