package org.lisible.data.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;

/**
 * Sets a line of type as the captcha-v2 set does: from near a seventh of the width, each glyph as far to the right as the one
 * before is wide, two pixels between. Type too wide for the picture is narrowed.
 */
final class TypeSetter {

    private static final double SIZE = 0.8;
    private static final double BASELINE = 0.86;
    private static final double START = 0.153;
    private static final double END = 0.97;
    private static final double GAP = 0.04;
    private static final double STEM = 0.13;

    private final Typefaces typefaces;
    private final CaptchaOptions options;

    TypeSetter(Typefaces typefaces, CaptchaOptions options) {
        this.typefaces = typefaces;
        this.options = options;
    }

    /** The text as coverage: 0 for paper, 1 for ink. */
    Plane set(String[] symbols, RandomGenerator random) {
        double spread = options.difficulty().variation();
        double size = options.height() * SIZE * between(-0.05 * spread, 0.05 * spread, 1, random);
        double stretch = between(-0.12 * spread, 0.08 * spread, 1, random);
        double slant = between(-0.04 * spread, 0.1 * spread, 0, random);
        double gap = options.height() * between(-0.05 * spread, 0.03 * spread, GAP, random);
        Typeface face = typefaces.any(random);
        double stem = between(-0.02 * spread, 0.02 * spread, STEM, random);
        double weight = (stem - face.stem()) / 2;
        Outline[] glyphs = new Outline[symbols.length];
        double needed = gap * (symbols.length - 1);
        for (int i = 0; i < symbols.length; i++) {
            // Boldness belongs to the typeface; a little is each glyph's own.
            double own = weight + between(-0.006 * spread, 0.006 * spread, 0, random);
            glyphs[i] = face.glyph(symbols[i]).embolden((float) own);
            needed += size * stretch * width(glyphs[i]);
        }
        double start = options.width() * START + between(-3 * spread, 3 * spread, 0, random) * options.height() / 50;
        double narrowing = 1;
        if (start + needed > options.width() * END) {
            start = Math.max(options.width() * (1 - END), options.width() * END - needed);
            narrowing = Math.min(1, (options.width() * END - start) / needed);
        }
        List<float[]> line = new ArrayList<>();
        double x = start;
        double baseline = options.height() * BASELINE + between(-1.5 * spread, 1.5 * spread, 0, random) * options.height() / 50;
        for (Outline glyph : glyphs) {
            double wide = size * stretch * narrowing;
            line.addAll(glyph.place((float) x, (float) baseline, (float) wide, (float) (-slant * size), (float) size)
                    .contours());
            x += wide * width(glyph) + gap * narrowing;
        }
        Plane coverage = new Plane(options.width(), options.height());
        Rasterizer.fill(new Outline(line), coverage);
        return coverage;
    }

    private static float width(Outline glyph) {
        return glyph.right() - glyph.left();
    }

    private static double between(double least, double most, double around, RandomGenerator random) {
        return around + least + (most - least) * random.nextDouble();
    }
}
