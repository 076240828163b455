/**
 * Lines of handwriting put together from single labelled characters, with their texts: to judge a reader of text by
 * characters that no training saw. May import {@code image}, {@code data.dataset}, {@code data.synthesis} and
 * {@code data.drawing}.
 */
package org.lisible.data.composition;
