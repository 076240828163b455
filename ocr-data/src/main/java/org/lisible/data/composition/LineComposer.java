package org.lisible.data.composition;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.data.drawing.Plane;
import org.lisible.data.synthesis.SyntheticImage;
import org.lisible.image.GrayImage;

/**
 * Writes lines with the characters of a dataset: each glyph scaled to the height that its character has in a line and
 * drawn with the line's own pen, on a baseline that wanders a little. Gaps are 5 to 30 % of the cap height, those between
 * words 42 % and more; some neighbours touch. One glyph out of three is taken whose pen is nearest to the line's.
 */
public final class LineComposer {

    private static final int LEAST_CAP_HEIGHT = 40;
    private static final int MOST_CAP_HEIGHT = 80;
    private static final double TOUCHING = 0.06;
    private static final int CHOICE = 3;

    private final Map<Character, List<LabelledImage>> glyphs = new HashMap<>();
    private final RandomGenerator random;
    private final LineTexts texts;

    /**
     * @param characters labelled with one character each; all of U+0021 to U+007E occur
     * @param seed the same characters and seed give the same lines
     * @throws OcrException of kind {@code INVALID} if characters are missing
     */
    public LineComposer(Dataset characters, long seed) {
        for (LabelledImage image : requireNonNull(characters, "characters is null").images()) {
            if (image.label().length() == 1) {
                glyphs.computeIfAbsent(image.label().charAt(0), _ -> new ArrayList<>()).add(image);
            }
        }
        List<String> missing = LineTexts.CHARACTERS.chars().filter(c -> !glyphs.containsKey((char) c)).mapToObj(Character::toString).toList();
        if (!missing.isEmpty()) {
            throw new OcrException(Kind.INVALID, "missing-characters", "lines are written with all characters from ! to ~; no image is "
                    + "labelled " + String.join(" ", missing));
        }
        this.random = new SplittableRandom(seed);
        this.texts = new LineTexts(random);
    }

    /** The next line of the sequence: dark ink on light paper, words apart by one space. */
    public SyntheticImage next() {
        String text = texts.next();
        int capHeight = random.nextInt(LEAST_CAP_HEIGHT, MOST_CAP_HEIGHT + 1);
        double pen = capHeight * random.nextDouble(0.055, 0.11);
        return new SyntheticImage(draw(place(text, capHeight, pen), capHeight), text);
    }

    /** A glyph and where it stands. */
    private record Placed(PenGlyph glyph, int left, int top) {

        int right() {
            return left + glyph.width();
        }

        int bottom() {
            return top + glyph.height();
        }
    }

    private List<Placed> place(String text, int capHeight, double pen) {
        List<Placed> line = new ArrayList<>();
        double slope = Math.tan(Math.toRadians(normal(0, 0.5, 1)));
        double wave = random.nextDouble(3, 9) * capHeight;
        double phase = random.nextDouble(2 * Math.PI);
        boolean space = false;
        for (char character : text.toCharArray()) {
            if (character == ' ') {
                space = true;
                continue;
            }
            PenGlyph glyph = glyph(character, capHeight * (1 + normal(0, 0.04, 0.1)), pen);
            int after = line.isEmpty() ? 0 : line.getLast().right();
            double baseline = after * slope + 0.03 * capHeight * Math.sin(after / wave * 2 * Math.PI + phase) + normal(0, 0.02, 0.05) * capHeight;
            Stance stance = Stance.of(character);
            double bottom = baseline - stance.bottom() * capHeight + (stance.width() > 0 ? glyph.height() / 2.0 : 0);
            int top = (int) Math.round(bottom) - glyph.height();
            int left = line.isEmpty() ? 0 : left(line.getLast(), glyph, top, capHeight, space);
            line.add(new Placed(glyph, left, top));
            space = false;
        }
        return line;
    }

    private PenGlyph glyph(char character, double capHeight, double pen) {
        List<LabelledImage> all = glyphs.get(character);
        Stance stance = Stance.of(character);
        record Choice(GrayImage drawing, double scale) {}
        Choice choice = Stream.generate(() -> Drawing.cut(all.get(random.nextInt(all.size())).source().read()))
                .limit(CHOICE)
                .map(drawing -> new Choice(drawing, scale(drawing, stance, capHeight)))
                .min(Comparator.comparingDouble(drawn -> Math.abs(PenGlyph.pen(drawn.drawing) * drawn.scale - pen)))
                .orElseThrow();
        return PenGlyph.of(choice.drawing, choice.scale, pen);
    }

    /** By height or width; nothing gets wider than one and a half cap heights. */
    private static double scale(GrayImage drawing, Stance stance, double capHeight) {
        double scale = stance.width() > 0
                ? stance.width() * capHeight / drawing.width()
                : (stance.top() - stance.bottom()) * capHeight / drawing.height();
        return Math.min(scale, 1.5 * capHeight / drawing.width());
    }

    private int left(Placed last, PenGlyph glyph, int top, int capHeight, boolean space) {
        boolean touching = !space && random.nextDouble() < TOUCHING;
        double gap = space ? 0.62 + normal(0, 0.12, 0.2) : touching ? -0.02 : 0.14 + normal(0, 0.06, 0.09);
        int wanted = (int) Math.round(gap * capHeight);
        // The nearest rows decide, but boxes overlap a little only.
        int nearest = Integer.MAX_VALUE;
        for (int y = Math.max(top, last.top); y < Math.min(top + glyph.height(), last.bottom()); y++) {
            nearest = Math.min(nearest, last.glyph.width() - last.glyph.end(y - last.top) + glyph.first(y - top));
        }
        int overlap = Math.min(nearest, (int) ((touching ? 0.3 : 0.1) * capHeight));
        return Math.max(last.right() - overlap + wanted, last.left + 1);
    }

    private double normal(double mean, double deviation, double most) {
        return Math.clamp(mean + deviation * random.nextGaussian(), mean - most, mean + most);
    }

    private GrayImage draw(List<Placed> line, int capHeight) {
        int margin = capHeight / 2;
        int left = line.stream().mapToInt(Placed::left).min().orElseThrow() - margin;
        int top = line.stream().mapToInt(Placed::top).min().orElseThrow() - margin;
        int right = line.stream().mapToInt(Placed::right).max().orElseThrow() + margin;
        int bottom = line.stream().mapToInt(Placed::bottom).max().orElseThrow() + margin;
        Plane plane = new Plane(right - left, bottom - top);
        float paper = random.nextInt(225, 256);
        float ink = random.nextInt(10, 90);
        Arrays.fill(plane.levels(), paper);
        for (Placed placed : line) {
            for (int y = 0; y < placed.glyph.height(); y++) {
                for (int x = 0; x < placed.glyph.width(); x++) {
                    plane.cover(placed.left - left + x, placed.top - top + y, placed.glyph.coverage()[y * placed.glyph.width() + x], ink);
                }
            }
        }
        return plane.toImage();
    }
}
