/**
 * Image files to grey pixels: PNG, JPEG, GIF, BMP, TIFF and WebP, told apart by their bytes, with limits checked on the
 * header before a pixel is allocated. Knows neither datasets nor models; may import {@code org.lisible.image} and
 * {@code org.lisible}. Only {@link org.lisible.data.image.ImageReader} decides the order of the steps.
 */
package org.lisible.data.image;
