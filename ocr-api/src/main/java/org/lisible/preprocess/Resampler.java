package org.lisible.preprocess;

import org.lisible.image.GrayImage;

/**
 * Antialiased bilinear scaling in the arithmetic of Pillow's {@code Image.resize(size, BILINEAR)} for 8-bit grey: a
 * triangle filter that widens when shrinking, rows first and columns second, weights as fixed-point numbers of 22 bits,
 * rounding to grey levels after each pass.
 */
final class Resampler {

    private static final int FRACTION_BITS = 22;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private Resampler() {}

    /** An image of the wanted size; the image itself if it has that size. Not modified. */
    static GrayImage resize(GrayImage image, int width, int height) {
        return resizeColumns(resizeRows(image, width), height);
    }

    private static GrayImage resizeRows(GrayImage image, int width) {
        if (image.width() == width) {
            return image;
        }
        Taps taps = Taps.of(image.width(), width);
        byte[] source = image.pixels();
        byte[] target = new byte[width * image.height()];
        for (int y = 0, at = 0; y < image.height(); y++) {
            int row = y * image.width();
            for (int x = 0; x < width; x++) {
                int sum = HALF;
                int first = row + taps.first[x];
                for (int tap = 0; tap < taps.count[x]; tap++) {
                    sum += (source[first + tap] & 0xff) * taps.weights[x * taps.most + tap];
                }
                target[at++] = greyLevel(sum);
            }
        }
        return new GrayImage(width, image.height(), target);
    }

    private static GrayImage resizeColumns(GrayImage image, int height) {
        if (image.height() == height) {
            return image;
        }
        Taps taps = Taps.of(image.height(), height);
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

    /**
     * Which pixels of one axis make up each new pixel.
     *
     * @param first {@code int[target]}, the first contributing pixel
     * @param count {@code int[target]}, how many contribute
     * @param weights {@code int[target * most]}, fixed-point, each row summing to about one
     * @param most the row length of {@code weights}
     */
    private record Taps(int[] first, int[] count, int[] weights, int most) {

        static Taps of(int source, int target) {
            double scale = (double) source / target;
            double widening = Math.max(scale, 1);
            int most = (int) Math.ceil(widening) * 2 + 1;
            int[] first = new int[target];
            int[] count = new int[target];
            int[] weights = new int[target * most];
            double[] row = new double[most];
            for (int pixel = 0; pixel < target; pixel++) {
                double center = (pixel + 0.5) * scale;
                first[pixel] = Math.max((int) (center - widening + 0.5), 0);
                count[pixel] = Math.min((int) (center + widening + 0.5), source) - first[pixel];
                double sum = 0;
                for (int tap = 0; tap < count[pixel]; tap++) {
                    double distance = Math.abs((first[pixel] + tap - center + 0.5) / widening);
                    row[tap] = Math.max(1 - distance, 0);
                    sum += row[tap];
                }
                for (int tap = 0; tap < count[pixel]; tap++) {
                    weights[pixel * most + tap] = (int) (0.5 + row[tap] / sum * (1 << FRACTION_BITS));
                }
            }
            return new Taps(first, count, weights, most);
        }
    }
}
