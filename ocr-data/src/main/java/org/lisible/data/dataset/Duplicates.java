package org.lisible.data.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.data.image.ImageLimits;
import org.lisible.data.image.ImageReader;
import org.lisible.image.GrayImage;

/**
 * Images that show the same pixels, whatever their names and formats. They have to stay together when a dataset is
 * divided: a model must not be judged by an image that it was trained on.
 */
final class Duplicates {

    private Duplicates() {}

    /**
     * The images in groups of equal pixels; an image without a twin is a group of its own. Reads every image.
     *
     * @throws OcrException of kind {@code INVALID} if the same pixels have different labels
     */
    static Collection<List<LabelledImage>> groups(Dataset dataset) {
        Map<String, List<LabelledImage>> groups = new LinkedHashMap<>();
        for (LabelledImage image : dataset.images()) {
            GrayImage pixels = ImageReader.read(image.file(), ImageLimits.DEFAULTS);
            List<LabelledImage> group = groups.computeIfAbsent(digest(pixels), _ -> new ArrayList<>());
            if (!group.isEmpty() && !group.getFirst().label().equals(image.label())) {
                throw new OcrException(
                        Kind.INVALID,
                        "contradicting-labels",
                        "%s and %s show the same pixels, but are labelled \"%s\" and \"%s\""
                                .formatted(
                                        group.getFirst().id(), image.id(), group.getFirst().label(), image.label()));
            }
            group.add(image);
        }
        return groups.values();
    }

    private static String digest(GrayImage image) {
        byte[] size = ByteBuffer.allocate(8).putInt(image.width()).putInt(image.height()).array();
        return HexFormat.of().formatHex(Sha256.of(size, image.pixels()));
    }
}
