package org.lisible.data.image;

import static org.lisible.image.GrayImage.luma;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

import org.lisible.image.GrayImage;

/**
 * Java pictures to grey levels. The stored values are taken as they are: no colour profile is applied, and above all not
 * Java's own one for grey, which believes grey levels to be linear and brightens them (AWT's {@code CS_GRAY}).
 * Transparency is composited on white, channel by channel, before colour becomes {@linkplain GrayImage#luma luma}.
 */
public final class GrayLevels {

    private GrayLevels() {}

    /** The grey levels of a picture of any kind. The picture is not modified. */
    public static GrayImage of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        return switch (model) {
            case IndexColorModel palette -> ofPalette(raster, palette);
            case ColorModel _ when image.getType() == BufferedImage.TYPE_INT_RGB
                            || image.getType() == BufferedImage.TYPE_INT_ARGB ->
                ofPackedInts(raster, model.hasAlpha());
            case ComponentColorModel components when plain(components) -> {
                Samples samples = Samples.of(components);
                yield raster.getDataBuffer() instanceof DataBufferByte
                                && raster.getSampleModel() instanceof ComponentSampleModel
                                && components.getComponentSize(0) == 8
                        ? ofBytes(raster, samples)
                        : ofSamples(raster, components, samples);
            }
            default -> ofColours(image);
        };
    }

    /** How the bands of a pixel are meant. */
    enum Samples {
        GREY,
        GREY_ALPHA,
        RGB,
        RGB_ALPHA,
        CMYK;

        static Samples of(ColorModel model) {
            return switch (model.getColorSpace().getType()) {
                case ColorSpace.TYPE_GRAY -> model.hasAlpha() ? GREY_ALPHA : GREY;
                case ColorSpace.TYPE_RGB -> model.hasAlpha() ? RGB_ALPHA : RGB;
                default -> CMYK;
            };
        }

        /** The grey level of 8-bit samples in band order. */
        int level(int first, int second, int third, int fourth) {
            return switch (this) {
                case GREY -> first;
                case GREY_ALPHA -> onWhite(first, second);
                case RGB -> luma(first, second, third);
                case RGB_ALPHA ->
                    fourth == 255
                            ? luma(first, second, third)
                            : luma(onWhite(first, fourth), onWhite(second, fourth), onWhite(third, fourth));
                case CMYK -> cmyk(first, second, third, fourth);
            };
        }

        int bands() {
            return switch (this) {
                case GREY -> 1;
                case GREY_ALPHA -> 2;
                case RGB -> 3;
                case RGB_ALPHA, CMYK -> 4;
            };
        }
    }

    /** The grey level of ink shares, 0 for none: each channel keeps what its own ink and black let through. */
    static int cmyk(int cyan, int magenta, int yellow, int black) {
        int paper = 255 - black;
        return luma(
                divideBy255((255 - cyan) * paper),
                divideBy255((255 - magenta) * paper),
                divideBy255((255 - yellow) * paper));
    }

    private static int onWhite(int value, int alpha) {
        return divideBy255(value * alpha + 255 * (255 - alpha));
    }

    private static int divideBy255(int value) {
        return (value + 127) / 255;
    }

    /** Whether the samples are unsigned whole numbers of colours that are understood here. */
    private static boolean plain(ComponentColorModel model) {
        int type = model.getColorSpace().getType();
        boolean whole = model.getTransferType() == DataBuffer.TYPE_BYTE
                || model.getTransferType() == DataBuffer.TYPE_USHORT;
        boolean known = type == ColorSpace.TYPE_GRAY
                || type == ColorSpace.TYPE_RGB
                || type == ColorSpace.TYPE_CMYK && !model.hasAlpha();
        return whole && known && !model.isAlphaPremultiplied();
    }

    private static GrayImage ofPalette(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        byte[] levels = new byte[1 << palette.getPixelSize()];
        for (int i = 0; i < Math.min(colours.length, levels.length); i++) {
            levels[i] = (byte) level(colours[i]);
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = levels[row[x]];
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static GrayImage ofPackedInts(Raster raster, boolean alpha) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] data = ((DataBufferInt) raster.getDataBuffer()).getData();
        var model = (SinglePixelPackedSampleModel) raster.getSampleModel();
        int opaque = alpha ? 0 : 0xff000000;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = start(raster) + model.getOffset(0, y);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) level(data[row + x] | opaque);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    /**
     * A row of 8-bit samples, pixel by pixel.
     *
     * @param data holds the row from an index on; not modified
     * @param levels takes a grey level for each pixel from an index on. Modified.
     */
    static void row(Samples samples, byte[] data, int from, byte[] levels, int to, int width) {
        int last = samples.bands() - 1;
        int second = Math.min(1, last);
        int third = Math.min(2, last);
        for (int x = 0, at = from; x < width; x++, at += last + 1) {
            levels[to + x] = (byte) samples.level(
                    data[at] & 0xff, data[at + second] & 0xff, data[at + third] & 0xff, data[at + last] & 0xff);
        }
    }

    private static GrayImage ofBytes(Raster raster, Samples samples) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[][] banks = ((DataBufferByte) raster.getDataBuffer()).getBankData();
        var model = (ComponentSampleModel) raster.getSampleModel();
        int bands = samples.bands();
        byte[][] data = new byte[4][];
        int[] offsets = new int[4];
        for (int band = 0; band < 4; band++) {
            int from = Math.min(band, bands - 1);
            data[band] = banks[model.getBankIndices()[from]];
            offsets[band] = raster.getDataBuffer().getOffsets()[model.getBankIndices()[from]]
                    + model.getBandOffsets()[from]
                    - raster.getSampleModelTranslateX() * model.getPixelStride()
                    - raster.getSampleModelTranslateY() * model.getScanlineStride();
        }
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int row = y * model.getScanlineStride();
            if (samples == Samples.GREY && model.getPixelStride() == 1) {
                System.arraycopy(data[0], row + offsets[0], pixels, y * width, width);
                continue;
            }
            for (int x = 0; x < width; x++) {
                int at = row + x * model.getPixelStride();
                pixels[y * width + x] = (byte) samples.level(
                        data[0][at + offsets[0]] & 0xff,
                        data[1][at + offsets[1]] & 0xff,
                        data[2][at + offsets[2]] & 0xff,
                        data[3][at + offsets[3]] & 0xff);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    /** Samples of any number of bits, brought to 8 with rounding. */
    private static GrayImage ofSamples(Raster raster, ColorModel model, Samples samples) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        long[] most = new long[bands];
        for (int band = 0; band < bands; band++) {
            most[band] = (1L << model.getComponentSize(Math.min(band, model.getNumComponents() - 1))) - 1;
        }
        byte[] pixels = new byte[width * height];
        int[] row = new int[width * bands];
        int[] pixel = new int[Math.max(4, bands)];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    pixel[band] = (int) ((row[x * bands + band] * 255L + most[band] / 2) / most[band]);
                }
                pixels[y * width + x] = (byte) samples.level(pixel[0], pixel[1], pixel[2], pixel[3]);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    /** The slow way for rare kinds (premultiplied, floating point, Lab): Java's own conversion to sRGB. */
    private static GrayImage ofColours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) level(row[x]);
            }
        }
        return new GrayImage(width, height, pixels);
    }

    private static int level(int argb) {
        return Samples.RGB_ALPHA.level(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24);
    }

    private static int start(Raster raster) {
        var model = (SinglePixelPackedSampleModel) raster.getSampleModel();
        return raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateX()
                - raster.getSampleModelTranslateY() * model.getScanlineStride();
    }
}
