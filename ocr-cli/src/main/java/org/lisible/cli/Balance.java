package org.lisible.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repeats images of rare labels, so that each label has a fewest number of examples in an epoch. In each epoch it goes on
 * where it stopped in the epoch before: over the epochs every image of a label is repeated as often as any other.
 */
final class Balance {

    /** Repeats nothing. */
    static final Balance NONE = new Balance(List.of());

    /**
     * @param images places of the label's samples
     * @param first the first slot that repeats one of them
     * @param slots how many do
     */
    private record Rare(int[] images, int first, int slots) {

        int image(int slot, int epoch) {
            return images[Math.floorMod((long) (epoch - 1) * slots + slot - first, images.length)];
        }
    }

    private final Rare[] bySlot;

    private Balance(List<Rare> bySlot) {
        this.bySlot = bySlot.toArray(Rare[]::new);
    }

    /** Repeats the images of labels that have fewer than {@code fewest}. */
    static Balance of(List<Sample> samples, int fewest) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            places.computeIfAbsent(samples.get(i).label(), _ -> new ArrayList<>()).add(i);
        }
        List<Rare> bySlot = new ArrayList<>();
        for (List<Integer> images : places.values()) {
            Rare rare = new Rare(
                    images.stream().mapToInt(i -> i).toArray(), bySlot.size(), Math.max(0, fewest - images.size()));
            for (int slot = 0; slot < rare.slots(); slot++) {
                bySlot.add(rare);
            }
        }
        return new Balance(bySlot);
    }

    /** How many examples it adds to an epoch. */
    int size() {
        return bySlot.length;
    }

    /** The place of the sample that slot {@code slot}, from 0, repeats in an epoch, from 1. */
    int sample(int slot, int epoch) {
        return bySlot[slot].image(slot, epoch);
    }
}
