package org.lisible.spi.training;

import static java.util.Objects.requireNonNull;

import org.lisible.tensor.Tensor;

/**
 * One labelled input, ready for the network.
 *
 * @param input {@code [channels, height, width]} as the manifest's {@code InputSpec} says
 * @param label the text in it, of the manifest's alphabet
 */
public record Example(Tensor input, String label) {

    public Example {
        requireNonNull(input, "input is null");
        requireNonNull(label, "label is null");
    }
}
