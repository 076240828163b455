package org.lisible.data.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A seeded random order that each image's place in depends on the seed and its own id alone: neither the listing order
 * nor other images change it, so that adding images to a dataset moves few from one side of a split to the other.
 */
final class Shuffle {

    private Shuffle() {}

    /** Groups of images in the order of their first ids' digests. The groups are not modified. */
    static List<List<LabelledImage>> of(Collection<List<LabelledImage>> groups, long seed) {
        Map<List<LabelledImage>, Long> places = new IdentityHashMap<>();
        for (List<LabelledImage> group : groups) {
            byte[] salt = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
            byte[] id = group.getFirst().id().getBytes(StandardCharsets.UTF_8);
            places.put(group, ByteBuffer.wrap(Sha256.of(salt, id)).getLong());
        }
        return groups.stream()
                .sorted(Comparator.<List<LabelledImage>, Long>comparing(places::get)
                        .thenComparing(group -> group.getFirst().id()))
                .toList();
    }
}
