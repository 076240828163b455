package org.lisible.data.synthesis;

import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.lisible.model.Alphabet;

/**
 * The outlines of an alphabet in one typeface, in ems with the baseline at y = 0. The TrueType file is closed once they
 * are read.
 */
final class Typeface {

    private static final double FLATNESS = 0.004;

    private final Map<String, Outline> glyphs;
    private final double stem;

    private Typeface(Map<String, Outline> glyphs, double stem) {
        this.glyphs = Map.copyOf(glyphs);
        this.stem = stem;
    }

    /**
     * Reads a TrueType file from the class path.
     *
     * @param stem how wide its upright strokes are, in ems
     * @return empty if the file lacks a symbol
     * @throws IOException if there is no such file, or it is broken
     */
    static Optional<Typeface> read(String resource, double stem, Alphabet alphabet) throws IOException {
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no font at " + resource + " on the class path");
            }
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                CmapLookup lookup = font.getUnicodeCmapLookup();
                Map<String, Outline> glyphs = new HashMap<>();
                for (String symbol : alphabet.symbols()) {
                    int glyph = lookup.getGlyphId(symbol.codePointAt(0));
                    if (glyph == 0) {
                        return Optional.empty();
                    }
                    glyphs.put(symbol, outline(font, glyph));
                }
                return Optional.of(new Typeface(glyphs, stem));
            }
        }
    }

    /** The glyph of a symbol of the alphabet. */
    Outline glyph(String symbol) {
        return glyphs.get(symbol);
    }

    /** The width of upright strokes, in ems. */
    double stem() {
        return stem;
    }

    private static Outline outline(TrueTypeFont font, int glyph) throws IOException {
        var data = font.getGlyph().getGlyph(glyph);
        if (data == null) {
            return new Outline(List.of());
        }
        float em = font.getUnitsPerEm();
        List<float[]> contours = new ArrayList<>();
        List<Float> points = new ArrayList<>();
        float[] c = new float[6];
        PathIterator path = data.getPath().getPathIterator(null, FLATNESS * em);
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> {
                    add(points, contours);
                    points.add(c[0] / em);
                    points.add(-c[1] / em);
                }
                case PathIterator.SEG_LINETO -> {
                    points.add(c[0] / em);
                    points.add(-c[1] / em);
                }
                default -> add(points, contours);
            }
        }
        add(points, contours);
        return new Outline(List.copyOf(contours));
    }

    /** Ends a contour: drops points that repeat the one before them, which have no direction. */
    private static void add(List<Float> points, List<float[]> contours) {
        float[] contour = new float[points.size()];
        int length = 0;
        for (int i = 0; i < points.size(); i += 2) {
            float x = points.get(i);
            float y = points.get(i + 1);
            if (length == 0 || x != contour[length - 2] || y != contour[length - 1]) {
                contour[length++] = x;
                contour[length++] = y;
            }
        }
        if (length > 2 && contour[0] == contour[length - 2] && contour[1] == contour[length - 1]) {
            length -= 2;
        }
        if (length >= 6) {
            contours.add(Arrays.copyOf(contour, length));
        }
        points.clear();
    }
}
