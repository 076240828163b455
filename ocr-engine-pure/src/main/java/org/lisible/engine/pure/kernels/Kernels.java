package org.lisible.engine.pure.kernels;

/**
 * The inner loops of the engine. Stateless; safe for any number of threads. Arrays are {@code float} and row-major,
 * offsets and strides count values. Every implementation puts out the same numbers but for the order in which sums are
 * rounded.
 */
public interface Kernels {

    /** Channels and features are stored in multiples of this many; what is beyond the real ones is zero. */
    int BLOCK = 16;

    /** The smallest multiple of {@link #BLOCK} that holds {@code count}. */
    static int blocked(int count) {
        return (count + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** What computes, for people, such as {@code Vector API, 512 bits}. */
    String name();

    /** How many columns of a large matrix are best multiplied by all rows before the next ones are. */
    int columnsTogether();

    /**
     * Multiplies and adds in registers alone, as fast as the machine can with these kernels: what they are measured against.
     *
     * @return floating-point operations done; a multiply-add is two
     */
    long saturate(int rounds);

    /**
     * Brings a weight matrix into the order in which the products read it.
     *
     * @param matrix {@code [depth][columns]}. Not modified, not kept.
     * @param bias {@code [columns]}. Not modified, not kept.
     * @param columns a multiple of {@link #BLOCK}
     */
    PackedMatrix pack(float[] matrix, float[] bias, int depth, int columns);

    /**
     * {@code out[r] = bias + a[r] · matrix} for {@code count} rows from {@code first} on, and with {@code rectify} its
     * positive part.
     *
     * @param a holds the left matrix' rows, {@code [rows.depth]} each. Not modified.
     * @param aStart where {@code rows.from} counts from
     * @param rows how they lie; {@code rows.skipped() + rows.depth() <= matrix.depth()}
     * @param out its rows are {@code [matrix.columns]} each and do not overlap; another array than {@code a}. Modified.
     * @param outStart where {@code rows.to} counts from
     */
    void multiply(
            float[] a,
            int aStart,
            Rows rows,
            int first,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart);

    /**
     * A line of a 3x3 convolution over one channel under 2x2 pooling: the largest of four products and the bias, column by
     * column, and with {@code rectify} its positive part.
     *
     * @param in {@code [line][pixel]}, {@code lineStride} from line to line. Not modified.
     * @param inStart the corner of the first window; four lines are read
     * @param count pooled pixels
     * @param matrix {@code [3 * 3][columns]}
     * @param out {@code [matrix.columns]} for each pooled pixel, {@code outStride} apart; another array than {@code in}. Modified.
     */
    void convolvePlane(
            float[] in,
            int inStart,
            int lineStride,
            int count,
            PackedMatrix matrix,
            boolean rectify,
            float[] out,
            int outStart,
            int outStride);

    /**
     * {@code y[r] += x[r] · matrix} for {@code count} rows, the bias left out.
     *
     * @param x {@code [matrix.depth]} a row, {@code xStride} apart. Not modified.
     * @param y {@code [matrix.columns]} a row, {@code yStride} apart; another array than {@code x}. Modified.
     */
    void addProducts(
            float[] x,
            int xStart,
            int xStride,
            int count,
            PackedMatrix matrix,
            float[] y,
            int yStart,
            int yStride);

    /**
     * The largest value of each window, channel by channel, for one line of windows.
     *
     * @param in {@code [line][pixel][channels]}, {@code lineStride} from line to line. Not modified.
     * @param inStart the first window's first value
     * @param window the window's size and the way to the next one
     * @param count windows in the line
     * @param out {@code [count][channels]}, another array than {@code in}. Modified.
     */
    void maxPool(
            float[] in, int inStart, int lineStride, Window window, int channels, int count, float[] out, int outStart);

    /**
     * The mean of all pixels, channel by channel.
     *
     * @param in {@code [height][width][channels]}, {@code lineStride} from line to line. Not modified.
     * @param inStart the first pixel's first value
     * @param out {@code [channels]}, another array than {@code in}. Modified.
     */
    void average(
            float[] in,
            int inStart,
            int lineStride,
            int height,
            int width,
            int channels,
            float[] out,
            int outStart);

    /**
     * {@code out = a + b}, and with {@code rectify} its positive part.
     *
     * @param a {@code [count]}. Not modified, unless it is {@code out} at the same place.
     * @param b {@code [count]}. Not modified, unless it is {@code out} at the same place.
     * @param out {@code [count]}. Modified.
     */
    void add(float[] a, int aStart, float[] b, int bStart, int count, boolean rectify, float[] out, int outStart);

    /**
     * {@code x = x * scale + shift}, channel by channel, in place.
     *
     * @param x {@code [count][channels]}. Modified.
     * @param scale {@code [channels]}. Not modified.
     * @param shift {@code [channels]}. Not modified.
     */
    void scale(float[] x, int start, int count, int channels, float[] scale, float[] shift);

    /** {@code x = max(x, 0)} in place. @param x {@code [count]} from {@code start} on. Modified. */
    void rectify(float[] x, int start, int count);

    /**
     * One time step of an LSTM after its products: {@code cell = sigmoid(f) * cell + sigmoid(i) * tanh(g)},
     * {@code hidden = sigmoid(o) * tanh(cell)}.
     *
     * @param gates {@code [count / BLOCK][4][BLOCK]}: for each block of units its i, f, g and o. May be modified.
     * @param cell {@code [count]}. Modified.
     * @param hidden {@code [count]}. Modified.
     * @param count units, a multiple of {@link #BLOCK}
     */
    void lstmCell(float[] gates, int gatesStart, float[] cell, int cellStart, float[] hidden, int hiddenStart, int count);

    /**
     * Transforms neighbouring {@link Winograd} tiles of a row, {@code Bᵀ d B}.
     *
     * @param in {@code [line][pixel][channels]}, {@code lineStride} from line to line. Not modified.
     * @param inStart the first tile's first value; each tile is {@link Winograd#TILE} pixels on
     * @param channels a multiple of {@link #BLOCK}
     * @param scratch {@link Winograd#scratch} values. Modified.
     * @param out {@code [tiles][channels]} for each position, {@code positionStride} from one to the next. Modified.
     * @param outStart the first position's first value
     */
    void winogradInput(
            float[] in,
            int inStart,
            int lineStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] out,
            int outStart,
            int positionStride);

    /**
     * Transforms neighbouring {@link Winograd} tiles of a row back, {@code Aᵀ m A + bias}, with {@code rectify} takes the
     * positive part, and pools.
     *
     * @param products {@code [tiles][channels]} for each position, {@code positionStride} from one to the next. Not modified.
     * @param start the first position's first value
     * @param channels a multiple of {@link #BLOCK}
     * @param scratch {@link Winograd#scratch} values. Modified.
     * @param bias {@code [channels]}. Not modified.
     * @param pool windows side by side, of 1x1, 2x1 or 2x2
     * @param lines pooled lines to put out, at most as many as a tile has
     * @param pixels pooled pixels of a line to put out, at most as many as the tiles have
     * @param out {@code [line][pixel][channels]}, {@code lineStride} from line to line. Modified.
     */
    void winogradOutput(
            float[] products,
            int start,
            int positionStride,
            int channels,
            int tiles,
            float[] scratch,
            float[] bias,
            boolean rectify,
            Window pool,
            int lines,
            int pixels,
            float[] out,
            int outStart,
            int lineStride);
}
