package org.lisible.engine.tf.training;

import java.util.Map;

/**
 * What one batch says about the weights.
 *
 * @param loss mean loss of the batch
 * @param gradients of the loss, by tensor name, in the tensor's layout
 * @param statistics means and unbiased variances that batch normalisations saw, by the name of the running one
 */
record LossAndGradients(double loss, Map<String, float[]> gradients, Map<String, float[]> statistics) {}
