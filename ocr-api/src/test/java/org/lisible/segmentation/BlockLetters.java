package org.lisible.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.lisible.image.GrayImage;
import org.lisible.model.Alphabet;
import org.lisible.model.DecoderSpec;
import org.lisible.model.InputSpec;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/**
 * Letters of squares, pictures of texts written with them, and a classifier that compares shapes without their place:
 * it cannot tell - from _. What looks like no letter may be any.
 */
final class BlockLetters {

    /** Pixels by square. */
    private static final int SQUARE = 6;
    /** Rows of squares from one line of text to the next. */
    private static final int LEADING = 13;
    /** Squares between words. */
    private static final int SPACE = 5;
    private static final int MARGIN = 4;

    /** Rows from the top of capitals; the seventh stands on the baseline. */
    private static final Map<Character, List<String>> SHAPES = new LinkedHashMap<>();

    static {
        shape('"', "# #", "# #");
        shape('%', "##   #", "##   #", "    #", "   #", "  #", " #  ##", " #  ##");
        shape(',', "", "", "", "", "", "", " #", "#");
        shape('-', "", "", "", "###");
        shape('.', "", "", "", "", "", "", "#");
        shape('1', " #", "##", " #", " #", " #", " #", "###");
        shape(':', "", "", "", "#", "", "", "#");
        shape(';', "", "", "", " #", "", "", " #", "#");
        shape('=', "", "", "", "####", "", "####");
        shape('H', "#   #", "#   #", "#   #", "#####", "#   #", "#   #", "#   #");
        shape('L', "#", "#", "#", "#", "#", "#", "####");
        shape('O', "#######", "#     #", "#     #", "#     #", "#     #", "#     #", "#######");
        shape('T', "#####", "  #", "  #", "  #", "  #", "  #", "  #");
        shape('_', "", "", "", "", "", "", "", "###");
        shape('a', "", "", "###", "  #", "###", "# #", "####");
        shape('e', "", "", "####", "#  #", "####", "#", "####");
        shape('i', "#", "", "#", "#", "#", "#", "#");
        shape('j', "  #", "", "  #", "  #", "  #", "  #", "  #", "  #", "###");
        shape('n', "", "", "# ##", "## #", "#  #", "#  #", "#  #");
        shape('o', "", "", "#####", "#   #", "#   #", "#   #", "#####");
    }

    static final Manifest MANIFEST = new Manifest(
            "block-letters",
            "1",
            "Letters of squares",
            Manifest.CHARACTER,
            new InputSpec(
                    2, 28, 28, InputSpec.Fit.GLYPH, InputSpec.Interpolation.LANCZOS, 0, 1, InputSpec.Polarity.DARK_PAPER,
                    new InputSpec.Glyph(20, 2, 50)),
            List.of(new Layer.Flatten(), new Layer.Linear("out", 2 * 28 * 28, SHAPES.size())),
            Alphabet.of(SHAPES.keySet().stream().map(String::valueOf).reduce("", String::concat)),
            new DecoderSpec(DecoderSpec.SOFTMAX, 1),
            Map.of());

    private final List<Tensor> templates = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();

    BlockLetters() {
        SHAPES.keySet().forEach(character -> templates.add(Preprocessor.apply(write(String.valueOf(character)), MANIFEST.input())));
    }

    private static void shape(char character, String... rows) {
        SHAPES.put(character, List.of(rows));
    }

    /** Dark on light, lines parted by line feeds, one empty square between letters. */
    static GrayImage write(String text) {
        return write(text, 1);
    }

    /** @param gap squares between letters; 0 where they touch */
    static GrayImage write(String text, int gap) {
        List<String> lines = text.lines().toList();
        int width = 2 * MARGIN + lines.stream().mapToInt(line -> line.chars().map(c -> width((char) c) + gap).sum()).max().orElseThrow();
        int height = 2 * MARGIN + LEADING * lines.size();
        GrayImage image = paper(SQUARE * width, SQUARE * height);
        for (int line = 0; line < lines.size(); line++) {
            int left = MARGIN;
            for (char character : lines.get(line).toCharArray()) {
                List<String> rows = SHAPES.getOrDefault(character, List.of());
                for (int row = 0; row < rows.size(); row++) {
                    for (int column = 0; column < rows.get(row).length(); column++) {
                        if (rows.get(row).charAt(column) == '#') {
                            fill(image, SQUARE * (left + column), SQUARE * (MARGIN + LEADING * line + row), SQUARE, SQUARE);
                        }
                    }
                }
                left += width(character) + gap;
            }
        }
        return image;
    }

    static GrayImage paper(int width, int height) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) 255);
        return new GrayImage(width, height, pixels);
    }

    /** Each grey level replaced by another. */
    static GrayImage repaint(GrayImage image, IntUnaryOperator level) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) level.applyAsInt(image.pixels()[i] & 0xff);
        }
        return new GrayImage(image.width(), image.height(), pixels);
    }

    /** Draws a black rectangle. */
    static void fill(GrayImage image, int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(image.pixels(), y * image.width() + left, y * image.width() + left + width, (byte) 0);
        }
    }

    private static int width(char character) {
        return character == ' ' ? SPACE : SHAPES.get(character).stream().mapToInt(String::length).max().orElseThrow();
    }

    /** How many tensors came in each call. */
    List<Integer> batches() {
        return batches;
    }

    /** The nearer a glyph is to a letter's, the larger is the letter's logit. */
    List<Logits> classify(List<Tensor> inputs) {
        batches.add(inputs.size());
        return inputs.stream().map(this::classify).toList();
    }

    private Logits classify(Tensor input) {
        float[] logits = new float[templates.size()];
        for (int clazz = 0; clazz < logits.length; clazz++) {
            double distance = 0;
            for (int i = 0; i < 28 * 28; i++) {
                double difference = input.data()[i] - templates.get(clazz).data()[i];
                distance += difference * difference;
            }
            logits[clazz] = (float) (10 * Math.exp(-distance / 20));
        }
        return new Logits(1, logits.length, logits);
    }
}
