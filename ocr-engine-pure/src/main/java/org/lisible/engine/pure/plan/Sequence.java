package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Rows;

/**
 * A sequence of feature vectors, one row a step. A picture's columns are one too, where they lie.
 *
 * @param buffer the buffer's index
 * @param steps how many rows there are
 * @param rows how they lie, from the buffer's start
 * @param places for each feature its index in the row; what no feature points at is zero. {@code int[features]}
 */
record Sequence(int buffer, int steps, Rows rows, int[] places) implements Value {

    /** The columns of a picture without a border: features channel-major, stored line by line. */
    static Sequence columnsOf(Grid grid) {
        int[] places = new int[grid.channels() * grid.height()];
        for (int channel = 0; channel < grid.channels(); channel++) {
            for (int y = 0; y < grid.height(); y++) {
                places[channel * grid.height() + y] = y * grid.stored() + channel;
            }
        }
        Rows rows = new Rows(grid.stored(), grid.height(), grid.lineStride(), grid.stored());
        return new Sequence(grid.buffer(), grid.width(), rows, places);
    }

    /** Rows of {@code groups} times {@code features} features, each group filled up to whole blocks. */
    static Sequence of(int buffer, int steps, int groups, int features) {
        int stored = Kernels.blocked(features);
        int[] places = new int[groups * features];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / features * stored + i % features;
        }
        return new Sequence(buffer, steps, Rows.of(groups * stored, groups * stored), places);
    }

    int features() {
        return places.length;
    }

    /** Values in the whole buffer, for a sequence that has one of its own. */
    int size() {
        return Math.multiplyExact(steps, rows.rowStride());
    }

    /** Where a feature of a step lies in the buffer. */
    int at(int step, int feature) {
        int place = places[feature];
        return step * rows.rowStride()
                + place / rows.segmentLength() * rows.segmentStride()
                + place % rows.segmentLength();
    }
}
