/**
 * Seeded distortions of training images: geometry, tone, noise, strike lines. Pure functions from an image and a seed to
 * an image of the same size. Knows nothing of labels, datasets or networks; may import {@code image} and
 * {@code data.drawing}.
 */
package org.lisible.data.augmentation;
