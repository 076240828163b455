package org.lisible.data.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.lisible.model.Alphabet;

/**
 * Forms out of free typefaces, on the grid of the {@link PenForms}: outlines to be filled, and the middle lines of those
 * without serifs to be written.
 */
final class FontForms {

    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";
    private static final String LIBERATION = "/liberation/Liberation";

    private static final List<String> WRITTEN = List.of(
            DEJAVU + ".ttf",
            DEJAVU + "-Oblique.ttf",
            DEJAVU + "Condensed.ttf",
            DEJAVU + "Mono.ttf",
            LIBERATION + "Sans-Regular.ttf",
            LIBERATION + "Sans-Italic.ttf");

    private static final List<String> PRINTED_ONLY = List.of(
            DEJAVU + "-Bold.ttf",
            LIBERATION + "Serif-Regular.ttf",
            LIBERATION + "Serif-Italic.ttf",
            LIBERATION + "Mono-Regular.ttf");

    private final Map<String, List<List<float[]>>> lines = new HashMap<>();
    private final Map<String, List<Outline>> outlines = new HashMap<>();

    /**
     * Reads the typefaces, a second or two.
     *
     * @throws UncheckedIOException if the font jars are not on the class path
     */
    FontForms(Alphabet alphabet) {
        try {
            for (String resource : WRITTEN) {
                add(resource, alphabet, true);
            }
            for (String resource : PRINTED_ONLY) {
                add(resource, alphabet, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("characters of typefaces need the font jars: " + e.getMessage(), e);
        }
    }

    private void add(String resource, Alphabet alphabet, boolean written) throws IOException {
        Typeface face = Typeface.read(resource, 0, alphabet)
                .orElseThrow(() -> new IllegalArgumentException(resource + " lacks one of \"" + alphabet + "\""));
        boolean slanted = resource.contains("Oblique") || resource.contains("Italic");
        for (String symbol : alphabet.symbols()) {
            if (slanted && symbol.equals("\\")) {
                // It stands upright in them, as a bar does.
                continue;
            }
            Outline outline = face.glyph(symbol);
            outlines.computeIfAbsent(symbol, key -> new ArrayList<>()).add(outline);
            if (written) {
                lines.computeIfAbsent(symbol, key -> new ArrayList<>())
                        .add(Skeleton.of(outline).stream().map(FontForms::onGrid).toList());
            }
        }
    }

    /** The middle lines of a symbol in one of the typefaces. */
    List<float[]> anyLines(String symbol, RandomGenerator random) {
        return any(lines.get(symbol), random);
    }

    /** The filled contours of a symbol in one of the typefaces, a little bolder or lighter than it is. */
    List<float[]> anyContours(String symbol, RandomGenerator random) {
        return any(outlines.get(symbol), random).embolden(random.nextFloat(-0.012f, 0.02f)).contours().stream()
                .map(FontForms::onGrid)
                .toList();
    }

    private static <T> T any(List<T> variants, RandomGenerator random) {
        return variants.get(random.nextInt(variants.size()));
    }

    /** From ems, in which these typefaces' capitals are about 0.7 high, with y turned over. */
    private static float[] onGrid(float[] points) {
        float unit = PenForms.CAPITAL / 0.71f;
        float[] grid = new float[points.length];
        for (int i = 0; i < points.length; i += 2) {
            grid[i] = unit * points[i];
            grid[i + 1] = -unit * points[i + 1];
        }
        return grid;
    }
}
