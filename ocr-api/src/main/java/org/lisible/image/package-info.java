/**
 * Pixels: a grey image and how colours become grey. Knows neither models nor files; reading image files is
 * {@code ocr-data}'s. May import {@code org.lisible} only.
 */
package org.lisible.image;
