package org.lisible.web.rest;

import java.util.List;

import org.lisible.OcrException;

/**
 * The images of one request, at least one, in the client's order.
 *
 * @param images the body itself, or the parts of a form
 */
record Uploads(List<Upload> images) {

    Uploads {
        images = List.copyOf(images);
    }

    /**
     * The one image.
     *
     * @throws OcrException of kind {@code INVALID} if there are more
     */
    Upload only() {
        if (images.size() > 1) {
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "too-many-files",
                    "there are " + images.size() + " images; send one here, or all to /api/v1/recognize");
        }
        return images.getFirst();
    }
}
