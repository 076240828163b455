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
 * A 3x3 convolution by {@link Winograd}'s F(4x4, 3x3), a quarter of the products: some rows of tiles at a time, of as many
 * images as it takes, are transformed, multiplied position by position, transformed back and pooled, so that all of it
 * stays in the cache.
 *
 * @param window the pooling that follows, 1x1 for none
 * @param tiles the tiles at one position
 * @param strideHeight lines from a window to the next one, a divisor of {@link Winograd#TILE}
 */
record WinogradStep(
        Kernels kernels,
        Conv2d conv,
        Weights weights,
        Grid in,
        Grid out,
        boolean rectify,
        Window window,
        int strideHeight,
        Tiling tiling,
        Rows tiles,
        Buffers buffers)
        implements Step {

    /** Fewer channels do not pay for the transforms. */
    private static final int MIN_CHANNELS = 32;
    /** Enough tiles to pay for reading four times the weights. */
    private static final int MANY_TILES = 16;
    /** Enough where the weights are so few that the cache keeps them from one run to the next. */
    private static final int FEW_TILES = 4;

    private static final int FEW_WEIGHTS = 36 * 64 * 128;

    /** Scratch buffers: lines half transformed, tiles transformed, their products, one row of tiles transformed back. */
    record Buffers(int lines, int inputs, int products, int strip) {}

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

    /** Whether windows never reach from one row of tiles into the next. */
    static boolean takesIn(MaxPool2d pool) {
        return pool.strideHeight() >= pool.kernelHeight() && TILE % pool.strideHeight() == 0;
    }

    /** How far the last tile reaches beyond a padded side. */
    static int overhang(int padded) {
        return (TILE - (padded - 2) % TILE) % TILE;
    }

    /**
     * @param across tiles in a row
     * @param down rows of tiles of one image
     * @param rows rows of tiles that are multiplied at once, of one image or several
     */
    record Tiling(int across, int down, int rows) {

        /** Tiles that keep the kernels busy for each load of the weights, and stay in the cache from step to step. */
        private static final int GOOD_PRODUCT = 24;

        static Tiling of(int height, int width, int images) {
            int across = tiles(width);
            int down = tiles(height);
            int all = images * down;
            int batches = Math.max(1, Math.round((float) across * all / GOOD_PRODUCT));
            return new Tiling(across, down, (all + batches - 1) / batches);
        }

        int lines(int channels) {
            return SPAN * (TILE * across + 2) * channels;
        }

        int position(int channels) {
            return rows * across * channels;
        }

        int transformed(int channels) {
            return Math.multiplyExact(POSITIONS, position(channels));
        }

        int strip(int channels) {
            return TILE * TILE * across * channels;
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
    public void run(Workspace workspace, int images) {
        int all = images * tiling.down();
        for (int top = 0; top < all; top += tiling.rows()) {
            int rows = Math.min(tiling.rows(), all - top);
            transform(workspace, top, rows);
            multiply(workspace, rows);
            for (int row = 0; row < rows; row++) {
                transformBack(workspace, row);
                pool(workspace, (top + row) / tiling.down(), (top + row) % tiling.down());
            }
        }
    }

    private void transform(Workspace workspace, int top, int rows) {
        for (int row = 0; row < rows; row++) {
            int y = (top + row) % tiling.down() * TILE - conv.paddingHeight();
            kernels.winogradInput(
                    workspace.buffer(in.buffer()),
                    in.at((top + row) / tiling.down(), y, -conv.paddingWidth()),
                    in.lineStride(),
                    in.stored(),
                    tiling.across(),
                    workspace.buffer(buffers.lines()),
                    workspace.buffer(buffers.inputs()),
                    row * tiling.across() * in.stored(),
                    tiling.position(in.stored()));
        }
    }

    private void multiply(Workspace workspace, int rows) {
        for (int position = 0; position < POSITIONS; position++) {
            kernels.multiply(
                    workspace.buffer(buffers.inputs()),
                    position * tiling.position(in.stored()),
                    tiles,
                    0,
                    rows * tiling.across(),
                    weights.matrices()[position],
                    false,
                    workspace.buffer(buffers.products()),
                    position * tiling.position(out.stored()));
        }
    }

    private void transformBack(Workspace workspace, int row) {
        kernels.winogradOutput(
                workspace.buffer(buffers.products()),
                row * tiling.across() * out.stored(),
                tiling.position(out.stored()),
                out.stored(),
                tiling.across(),
                weights.bias(),
                rectify,
                workspace.buffer(buffers.strip()),
                stripStride());
    }

    private void pool(Workspace workspace, int image, int row) {
        for (int line = 0; line < TILE; line += strideHeight) {
            int y = (row * TILE + line) / strideHeight;
            if (y < out.height()) {
                kernels.maxPool(
                        workspace.buffer(buffers.strip()),
                        line * stripStride(),
                        stripStride(),
                        window,
                        out.stored(),
                        out.width(),
                        workspace.buffer(out.buffer()),
                        out.at(image, y, 0));
            }
        }
    }

    /** Windows of the convolution, before any pooling. */
    int windows() {
        int height = in.height() + 2 * conv.paddingHeight() - 2;
        return height * (in.width() + 2 * conv.paddingWidth() - 2);
    }

    private int stripStride() {
        return TILE * tiling.across() * out.stored();
    }
}
