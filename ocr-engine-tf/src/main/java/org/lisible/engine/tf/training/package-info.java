/**
 * Training: TensorFlow computes losses and gradients as a pure function of the weights, everything else (AdamW, averages,
 * schedule, checkpoints, temperature) is plain Java on float arrays. Reads no images and knows no data set; examples come in through
 * the SPI.
 */
package org.lisible.engine.tf.training;
