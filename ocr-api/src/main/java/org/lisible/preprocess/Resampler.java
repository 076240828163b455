package org.lisible.preprocess;

import org.lisible.image.GrayImage;
import org.lisible.model.InputSpec.Interpolation;

/**
 * Antialiased scaling in the arithmetic of Pillow's {@code Image.resize(size, filter, box)} for 8-bit grey: a filter that
 * widens when shrinking, rows first and columns second, weights as fixed-point numbers of 22 bits, rounding to grey levels
 * after each pass.
 */
public final class Resampler {

    private static final int FRACTION_BITS = 22;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private Resampler() {}

    /**
     * A stretch of one axis, in pixels.
     *
     * @param from where it starts, 0 or more
     * @param to where it ends, at most the image's size
     */
    record Stretch(double from, double to) {}

    /** An image of the wanted size; the image itself if it has that size. Not modified. */
    public static GrayImage resize(GrayImage image, int width, int height, Interpolation filter) {
        return resize(image, new Stretch(0, image.width()), new Stretch(0, image.height()), width, height, filter);
    }

    /** A part of an image in the wanted size; pixels outside the part still count at its edges. Not modified. */
    static GrayImage resize(GrayImage image, Stretch columns, Stretch rows, int width, int height, Interpolation filter) {
        GrayImage narrowed = image;
        if (width != image.width() || columns.from() != 0 || columns.to() != width) {
            narrowed = resizeRows(image, Taps.of(image.width(), columns, width, filter), width);
        }
        if (height == image.height() && rows.from() == 0 && rows.to() == height) {
            return narrowed;
        }
        return resizeColumns(narrowed, Taps.of(image.height(), rows, height, filter), height);
    }

    private static GrayImage resizeRows(GrayImage image, Taps taps, int width) {
        byte[] source = image.pixels();
        byte[] target = new byte[width * image.height()];
        for (int y = 0, at = 0; y < image.height(); y++) {
            int row = y * image.width();
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                int first = row + taps.first[x];
                int weight = x * taps.most;
                for (int tap = 0; tap < taps.count[x]; tap++) {
                    sum += (source[first + tap] & 0xff) * taps.weights[weight + tap];
                }
                target[at++] = greyLevel(sum);
            }
        }
        return new GrayImage(width, image.height(), target);
    }

    private static GrayImage resizeColumns(GrayImage image, Taps taps, int height) {
        int width = image.width();
        byte[] source = image.pixels();
        byte[] target = new byte[width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                int from = taps.first[y] * width + x;
                for (int tap = 0; tap < taps.count[y]; tap++, from += width) {
                    sum += (source[from] & 0xff) * taps.weights[y * taps.most + tap];
                }
                target[at++] = greyLevel(sum);
            }
        }
        return new GrayImage(width, height, target);
    }

    private static byte greyLevel(int sum) {
        return (byte) Math.clamp(sum >> FRACTION_BITS, 0, 255);
    }

    /** How far a filter reaches to each side, in new pixels. */
    private static double reach(Interpolation filter) {
        return switch (filter) {
            case BILINEAR -> 1;
            case LANCZOS -> 3;
        };
    }

    /** A filter's value at a distance from the new pixel's middle, in new pixels. */
    private static double weight(Interpolation filter, double distance) {
        return switch (filter) {
            case BILINEAR -> Math.max(1 - Math.abs(distance), 0);
            case LANCZOS -> lanczos(distance);
        };
    }

    /** {@code sinc(x) sinc(x / 3)} with one sine, by {@code sin 3t = sin t (3 - 4 sin² t)}. */
    private static double lanczos(double x) {
        if (x == 0 || x < -3 || x >= 3) {
            return x == 0 ? 1 : 0;
        }
        double t = Math.PI / 3 * x;
        double sine = Math.sin(t);
        double square = sine * sine;
        return square * (3 - 4 * square) / (3 * t * t);
    }

    /**
     * Which pixels of one axis make up each new pixel.
     *
     * @param first {@code int[target]}, the first contributing pixel
     * @param count {@code int[target]}, how many contribute
     * @param weights {@code int[target * most]}, fixed-point, each row summing to about one
     * @param most the row length of {@code weights}
     */
    private record Taps(int[] first, int[] count, int[] weights, int most) {

        static Taps of(int source, Stretch part, int target, Interpolation filter) {
            double scale = (part.to() - part.from()) / target;
            double widening = Math.max(scale, 1);
            double reach = reach(filter) * widening;
            int most = (int) Math.ceil(reach) * 2 + 1;
            int[] first = new int[target];
            int[] count = new int[target];
            int[] weights = new int[target * most];
            double[] row = new double[most];
            for (int pixel = 0; pixel < target; pixel++) {
                double center = part.from() + (pixel + 0.5) * scale;
                first[pixel] = Math.max((int) (center - reach + 0.5), 0);
                count[pixel] = Math.min((int) (center + reach + 0.5), source) - first[pixel];
                double sum = 0;
                for (int tap = 0; tap < count[pixel]; tap++) {
                    row[tap] = weight(filter, (first[pixel] + tap - center + 0.5) / widening);
                    sum += row[tap];
                }
                for (int tap = 0; tap < count[pixel]; tap++) {
                    double share = row[tap] / sum * (1 << FRACTION_BITS);
                    weights[pixel * most + tap] = (int) (share < 0 ? share - 0.5 : share + 0.5);
                }
            }
            return new Taps(first, count, weights, most);
        }
    }
}
