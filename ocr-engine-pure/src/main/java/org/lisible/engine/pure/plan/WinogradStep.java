package org.lisible.engine.pure.plan;

import static org.lisible.engine.pure.kernels.Winograd.POSITIONS;
import static org.lisible.engine.pure.kernels.Winograd.SPAN;
import static org.lisible.engine.pure.kernels.Winograd.TILE;

import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.PackedMatrix;
import org.lisible.engine.pure.kernels.Rows;
import org.lisible.engine.pure.kernels.Window;
import org.lisible.engine.pure.kernels.Winograd;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.MaxPool2d;

/**
 * A 3x3 convolution by {@link Winograd}'s F(4x4, 3x3), a quarter of the products: some tiles at a time, of as many images as it
 * takes, are transformed, multiplied position by position, transformed back and pooled, so that all of it stays in the cache.
 * Tiles of which the pooling needs nothing are left out.
 *
 * @param pool the pooling that follows, 1x1 for none
 */
record WinogradStep(
        Kernels kernels,
        Conv2d conv,
        Weights weights,
        Grid in,
        Grid out,
        boolean rectify,
        Window pool,
        Tiling tiling,
        Rows tiles)
        implements Step {

    /** Fewer channels do not pay for the transforms. */
    private static final int MIN_CHANNELS = 32;
    /** Enough tiles to pay for reading four times the weights. */
    private static final int MANY_TILES = 16;
    /** Enough where the weights are so few that the cache keeps them from one run to the next. */
    private static final int FEW_TILES = 4;

    private static final int FEW_WEIGHTS = 36 * 64 * 128;

    /** Whether this is the quicker way for pictures of that size, so many at once. @param stored channels as stored */
    static boolean suits(Conv2d conv, int stored, int height, int width, int images) {
        return conv.kernelHeight() == 3
                && conv.kernelWidth() == 3
                && conv.strideHeight() == 1
                && conv.strideWidth() == 1
                && conv.in() >= MIN_CHANNELS
                && stored % Kernels.BLOCK == 0
                && paysFor(
                        POSITIONS * stored * Kernels.blocked(conv.out()),
                        images
                                * tiles(height + 2 * conv.paddingHeight() - 2)
                                * tiles(width + 2 * conv.paddingWidth() - 2));
    }

    private static boolean paysFor(int weights, int tiles) {
        return tiles >= MANY_TILES || tiles >= FEW_TILES && weights <= FEW_WEIGHTS;
    }

    /** Tiles that cover so many outputs. */
    private static int tiles(int outputs) {
        return (outputs + TILE - 1) / TILE;
    }

    /** Whether the kernels can pool what they transform back: windows that share nothing and stay within a tile. */
    static boolean takesIn(MaxPool2d pool) {
        return pool.kernelHeight() == pool.strideHeight()
                && pool.kernelWidth() == pool.strideWidth()
                && pool.kernelHeight() <= 2
                && pool.kernelWidth() <= pool.kernelHeight();
    }

    /** How far the last tile reaches beyond a padded side. */
    static int overhang(int padded) {
        return (TILE - (padded - 2) % TILE) % TILE;
    }

    /**
     * @param across tiles in a row
     * @param down rows of tiles of one image
     * @param together tiles that are multiplied at once, from one row or several
     */
    record Tiling(int across, int down, int together) {

        /** Tiles that keep the kernels busy for each load of the weights, and stay in the cache from step to step. */
        private static final int GOOD_PRODUCT = 26;
        /** Rows that the kernels multiply at once. */
        private static final int ROWS = 4;

        /** @param height lines of the convolution that are needed @param width pixels of a line that are needed */
        static Tiling of(int height, int width, int images) {
            int across = tiles(width);
            int down = tiles(height);
            int all = images * down * across;
            int parts = Math.max(1, Math.round((float) all / GOOD_PRODUCT));
            int together = (all + parts - 1) / parts;
            return new Tiling(across, down, (together + ROWS - 1) / ROWS * ROWS);
        }

        int all(int images) {
            return images * down * across;
        }

        /** From one position to the next: a line of the cache more than it takes, or all positions would meet in few places. */
        int position(int channels) {
            return together * channels + Kernels.BLOCK;
        }

        int transformed(int channels) {
            return Math.multiplyExact(POSITIONS, position(channels));
        }
    }

    /** @param matrices for each position {@code [in][out]} @param bias {@code [out stored]} */
    record Weights(PackedMatrix[] matrices, float[] bias) {

        /** @param weight {@code [out][in][3][3]} */
        static Weights of(Kernels kernels, Conv2d conv, float[] weight, Affine affine, int stored) {
            int columns = Kernels.blocked(conv.out());
            PackedMatrix[] matrices = new PackedMatrix[POSITIONS];
            for (int position = 0; position < POSITIONS; position++) {
                float[] matrix = new float[stored * columns];
                for (int o = 0; o < conv.out(); o++) {
                    for (int c = 0; c < conv.in(); c++) {
                        double transformed = Winograd.weight(weight, (o * conv.in() + c) * 9, position);
                        matrix[c * columns + o] = (float) (transformed * affine.scale()[o]);
                    }
                }
                matrices[position] = kernels.pack(matrix, new float[columns], stored, columns);
            }
            return new Weights(matrices, Affine.stored(affine.shift(), columns));
        }
    }

    @Override
    public int parts(int images) {
        return (tiling.all(images) + tiling.together() - 1) / tiling.together();
    }

    @Override
    public void run(Workspace workspace, int images, int part, Scratch scratch) {
        int first = part * tiling.together();
        int end = Math.min(first + tiling.together(), tiling.all(images));
        for (int tile = first; tile < end; tile = endOfRow(tile, end)) {
            transform(workspace, tile, endOfRow(tile, end) - tile, tile - first, scratch);
        }
        multiply(end - first, scratch);
        for (int tile = first; tile < end; tile = endOfRow(tile, end)) {
            transformBack(workspace, tile, endOfRow(tile, end) - tile, tile - first, scratch);
        }
    }

    private int endOfRow(int tile, int end) {
        return Math.min(end, (tile / tiling.across() + 1) * tiling.across());
    }

    /** @param tile the first of {@code count} in the same row @param place the first one's among the tiles of the part */
    private void transform(Workspace workspace, int tile, int count, int place, Scratch scratch) {
        int row = tile / tiling.across();
        int y = row % tiling.down() * TILE - conv.paddingHeight();
        int x = tile % tiling.across() * TILE - conv.paddingWidth();
        kernels.winogradInput(
                workspace.buffer(in.buffer()),
                in.at(row / tiling.down(), y, x),
                in.lineStride(),
                in.stored(),
                count,
                scratch.array(Scratch.SMALL),
                scratch.array(Scratch.INPUTS),
                place * in.stored(),
                tiling.position(in.stored()));
    }

    private void multiply(int count, Scratch scratch) {
        for (int position = 0; position < POSITIONS; position++) {
            kernels.multiply(
                    scratch.array(Scratch.INPUTS),
                    position * tiling.position(in.stored()),
                    tiles,
                    0,
                    count,
                    weights.matrices()[position],
                    false,
                    scratch.array(Scratch.PRODUCTS),
                    position * tiling.position(out.stored()));
        }
    }

    private void transformBack(Workspace workspace, int tile, int count, int place, Scratch scratch) {
        int row = tile / tiling.across();
        int y = row % tiling.down() * TILE / pool.height();
        int x = tile % tiling.across() * TILE / pool.width();
        kernels.winogradOutput(
                scratch.array(Scratch.PRODUCTS),
                place * out.stored(),
                tiling.position(out.stored()),
                out.stored(),
                count,
                scratch.array(Scratch.SMALL),
                weights.bias(),
                rectify,
                pool,
                Math.min(TILE / pool.height(), out.height() - y),
                Math.min(count * TILE / pool.width(), out.width() - x),
                workspace.buffer(out.buffer()),
                out.at(row / tiling.down(), y, x),
                out.lineStride());
    }
}
