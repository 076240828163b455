/**
 * A picture of handwritten text cut into characters: ink, connected components, lines, candidates and the path through
 * them that a classifier, the line's geometry and a character model like best. Pure functions of a picture and a callback
 * that classifies. May import {@code image}, {@code tensor}, {@code model}, {@code result}, {@code preprocess} and {@code
 * language}.
 */
package org.lisible.segmentation;
