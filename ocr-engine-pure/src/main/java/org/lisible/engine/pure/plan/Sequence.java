package org.lisible.engine.pure.plan;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.Rows;

/**
 * The sequences of feature vectors of a group, one row a step, image after image. A picture's columns are one too, and so
 * is a picture as a whole, where they lie.
 *
 * @param buffer the buffer's index
 * @param steps rows of one image
 * @param starts where each row starts, {@code [images * steps]}
 * @param segments pieces of a row, {@code segmentStride} from one to the next one, of {@code segmentLength} values each
 * @param places for each feature its index in the row; what no feature points at is zero. {@code int[features]}
 */
record Sequence(
        int buffer, int steps, int[] starts, int segments, int segmentStride, int segmentLength, int[] places)
        implements Value {

    /** The columns of pictures: features channel-major, stored line by line. */
    static Sequence columnsOf(Grid grid, int images) {
        int[] starts = new int[images * grid.width()];
        for (int row = 0; row < starts.length; row++) {
            starts[row] = grid.at(row / grid.width(), 0, row % grid.width());
        }
        return new Sequence(
                grid.buffer(), grid.width(), starts, grid.height(), grid.lineStride(), grid.stored(), places(grid, 1));
    }

    /** Each picture as one row: features channel-major, stored line by line. */
    static Sequence flattened(Grid grid, int images) {
        int[] starts = new int[images];
        for (int image = 0; image < images; image++) {
            starts[image] = grid.at(image, 0, 0);
        }
        int line = grid.width() * grid.stored();
        return new Sequence(
                grid.buffer(), 1, starts, grid.height(), grid.lineStride(), line, places(grid, grid.width()));
    }

    /** Where the features of a row are that holds {@code width} pixels of each line. */
    private static int[] places(Grid grid, int width) {
        int area = grid.height() * width;
        int[] places = new int[grid.channels() * area];
        for (int i = 0; i < places.length; i++) {
            places[i] = i % area * grid.stored() + i / area;
        }
        return places;
    }

    /** Rows of {@code groups} times {@code features} features, each group filled up to whole blocks. */
    static Sequence of(int buffer, int images, int steps, int groups, int features) {
        int stored = Kernels.blocked(features);
        int[] places = new int[groups * features];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / features * stored + i % features;
        }
        int[] starts = Rows.evenly(Math.multiplyExact(images, steps), groups * stored);
        return new Sequence(buffer, steps, starts, 1, 0, groups * stored, places);
    }

    int features() {
        return places.length;
    }

    /** Values in a row, with what no feature points at. */
    int depth() {
        return segments * segmentLength;
    }

    /** These rows as the left matrix of a product whose results start at {@code to}. */
    Rows rows(int[] to) {
        return new Rows(starts, to, segments, segmentStride, segmentLength);
    }

    /** Where a feature of a row lies in the buffer. */
    int at(int row, int feature) {
        int place = places[feature];
        return starts[row] + place / segmentLength * segmentStride + place % segmentLength;
    }
}
