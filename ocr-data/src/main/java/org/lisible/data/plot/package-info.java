/**
 * Pictures for model cards as SVG text: the training curve, the confusions, the single characters, the reliability of the
 * confidences. They carry their colours for light and dark, need no font of their own and name their axes. May import
 * {@code data.evaluation} and {@code spi.training}; {@link org.lisible.data.plot.ModelPlots} draws them all.
 */
package org.lisible.data.plot;
