/**
 * The optional second service of a plug-in: training. Values and interfaces only; reading datasets and augmenting them
 * is {@code ocr-data}'s, running the training is the command line's. May import {@code spi}, {@code model},
 * {@code tensor}.
 */
package org.lisible.spi.training;
