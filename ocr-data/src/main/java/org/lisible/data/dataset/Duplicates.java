package org.lisible.data.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * Images that have to stay together when a dataset is divided, for a model must not be judged by an image that it was
 * trained on: those that show the same {@link Glyph}, whatever their names and formats and wherever in the picture it is,
 * and those of the same writer, where writers are known.
 */
final class Duplicates {

    private Duplicates() {}

    /**
     * The images in groups that stay together; an image that has to do with no other is a group of its own. Reads every
     * image.
     *
     * @throws OcrException of kind {@code INVALID} if the same pixels have different labels; the same glyph in another
     *     place may have one (' and ,)
     */
    static Collection<List<LabelledImage>> groups(Dataset dataset) {
        List<LabelledImage> images = dataset.images();
        int[] leaders = new int[images.size()];
        Map<Glyph, Integer> pixels = new HashMap<>();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < leaders.length; i++) {
            leaders[i] = i;
            LabelledImage image = images.get(i);
            Glyph glyph = Glyph.of(image.source().read());
            Integer twin = pixels.putIfAbsent(glyph, i);
            if (twin != null && !images.get(twin).label().equals(image.label())) {
                throw contradiction(images.get(twin), image);
            }
            join(leaders, i, first.putIfAbsent(glyph.digest(), i));
            if (image.source().writer().isPresent()) {
                join(leaders, i, first.putIfAbsent("writer " + image.source().writer().get(), i));
            }
        }
        Map<Integer, List<LabelledImage>> groups = new LinkedHashMap<>();
        for (int i = 0; i < leaders.length; i++) {
            groups.computeIfAbsent(leader(leaders, i), _ -> new ArrayList<>(1)).add(images.get(i));
        }
        return groups.values();
    }

    /** Each image points to another of its group, or to itself; the first of a group is where the way ends. */
    private static int leader(int[] leaders, int image) {
        int at = image;
        while (leaders[at] != at) {
            leaders[at] = leaders[leaders[at]];
            at = leaders[at];
        }
        return at;
    }

    private static void join(int[] leaders, int image, Integer other) {
        if (other != null) {
            int one = leader(leaders, image);
            int two = leader(leaders, other);
            leaders[Math.max(one, two)] = Math.min(one, two);
        }
    }

    private static OcrException contradiction(LabelledImage one, LabelledImage other) {
        return new OcrException(
                Kind.INVALID,
                "contradicting-labels",
                "%s and %s show the same pixels, but are labelled \"%s\" and \"%s\""
                        .formatted(one.id(), other.id(), one.label(), other.label()));
    }
}
