package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.lisible.data.drawing.Pen;
import org.lisible.data.drawing.Plane;
import org.lisible.image.GrayImage;
import org.lisible.model.Alphabet;

/**
 * Single characters as a pen draws them on a canvas: white on black, 64x64, framed as the UNIPEN set is or written between
 * guide lines. A picture depends on the symbol, the seed and how this was made, and on nothing else. Immutable; safe for
 * concurrent use.
 */
public final class StrokeCharacters {

    /** Rows and columns of a picture. */
    public static final int SIZE = Placement.SIZE;

    private static final float INK = 255;
    private static final float LEAST_PEN = 1.5f;
    private static final float MOST_PEN = 6.5f;

    /** A dot is larger than the pen, which lingers. */
    private static final float DOT = 1.35f;

    /** With typefaces: how many of the pictures show their middle lines, and how many their filled outlines. */
    private static final double WRITTEN_TYPE = 0.2;

    private static final double PRINTED_TYPE = 0.1;

    private final PenForms forms = new PenForms();
    private final Alphabet alphabet;
    private final Framing framing;
    private final long seed;
    private final FontForms fonts;

    /**
     * Draws our own forms.
     *
     * @param alphabet symbols of printable ASCII that the sequence of {@link #image(long)} goes through
     * @param seed of that sequence
     * @throws IllegalArgumentException if the alphabet has another symbol
     */
    public StrokeCharacters(Alphabet alphabet, Framing framing, long seed) {
        this(alphabet, framing, seed, null);
    }

    private StrokeCharacters(Alphabet alphabet, Framing framing, long seed, FontForms fonts) {
        this.alphabet = requireNonNull(alphabet, "alphabet is null");
        this.framing = requireNonNull(framing, "framing is null");
        this.seed = seed;
        this.fonts = fonts;
        alphabet.symbols().forEach(forms::all);
    }

    /**
     * The same, but three of ten pictures have their forms from free typefaces: two written along the middle of their
     * strokes, one printed. Reads the typefaces, a second or two.
     *
     * @throws java.io.UncheckedIOException if the font jars are not on the class path
     */
    public StrokeCharacters withFonts() {
        return new StrokeCharacters(alphabet, framing, seed, new FontForms(ascii()));
    }

    /** The 94 characters U+0021 to U+007E in the order of their codes. */
    public static Alphabet ascii() {
        return new Alphabet(IntStream.rangeClosed('!', '~').mapToObj(Character::toString).toList());
    }

    /**
     * The picture of an index in an endless sequence that has the alphabet's symbols in turn, so that all are as frequent.
     *
     * @param index at least 0; the same index gives the same picture
     */
    public SyntheticImage image(long index) {
        String symbol = symbol(index);
        return new SyntheticImage(image(symbol, seed(index)), symbol);
    }

    /** The paths of the pen of an index's picture. */
    public PenDrawing drawing(long index) {
        return drawing(symbol(index), seed(index));
    }

    private String symbol(long index) {
        return alphabet.symbols().get((int) Math.floorMod(index, (long) alphabet.size()));
    }

    private long seed(long index) {
        return seed ^ new SplittableRandom(index).nextLong();
    }

    /**
     * Draws a character.
     *
     * @throws IllegalArgumentException for a symbol that is not printable ASCII
     */
    public GrayImage image(String symbol, long seed) {
        RandomGenerator random = random(symbol, seed);
        double kind = fonts == null ? 1 : random.nextDouble();
        forms.all(symbol);
        if (kind < PRINTED_TYPE) {
            return print(symbol, random);
        }
        return draw(
                kind < PRINTED_TYPE + WRITTEN_TYPE
                        ? write(symbol, fonts.anyLines(symbol, random), false, random)
                        : write(symbol, forms.any(symbol, random), true, random),
                random);
    }

    /**
     * The paths of the pen that {@link #image(String, long)} draws with the same arguments.
     *
     * @throws IllegalStateException if this draws typefaces too, for print has no path
     */
    public PenDrawing drawing(String symbol, long seed) {
        if (fonts != null) {
            throw new IllegalStateException("printed characters have no pen's path; ask without fonts");
        }
        RandomGenerator random = random(symbol, seed);
        return write(symbol, forms.any(symbol, random), true, random);
    }

    private static GrayImage draw(PenDrawing drawing, RandomGenerator random) {
        Plane plane = new Plane(SIZE, SIZE);
        float waver = random.nextFloat(0.2f);
        for (float[] stroke : drawing.strokes()) {
            float[] points = new float[stroke.length];
            for (int i = 0; i < points.length; i++) {
                points[i] = stroke[i] * SIZE - 0.5f;
            }
            Pen.stroke(plane, points, radii(points.length / 2, drawing.width() * SIZE / 2, waver, random), INK);
        }
        return plane.toImage();
    }

    private PenDrawing write(String symbol, List<float[]> form, boolean apart, RandomGenerator random) {
        List<float[]> written = hand(symbol, form, random).write(form, apart);
        float share = random.nextFloat();
        float width = LEAST_PEN + (MOST_PEN - LEAST_PEN) * share * (0.4f + 0.6f * share);
        Placement placement;
        if (filled(random)) {
            // Small letters were enlarged together with their strokes.
            float enlarged = PenForms.CAPITAL / Math.max(PenForms.CAPITAL / 2, Placement.Box.of(form).extent());
            float much = random.nextFloat();
            width = Math.min(width * (float) Math.pow(Math.max(1, enlarged), much * much * much), most(symbol));
            placement = Placement.filled(symbol, Placement.Box.of(written), width / 2, random);
        } else {
            placement = Placement.guided(Placement.Box.of(written), width / 2, random);
        }
        List<float[]> strokes = new ArrayList<>(written.size());
        for (float[] stroke : written) {
            float[] placed = placement.apply(stroke);
            for (int i = 0; i < placed.length; i++) {
                placed[i] = (placed[i] + 0.5f) / SIZE;
            }
            strokes.add(placed);
        }
        return new PenDrawing(strokes, width / SIZE);
    }

    private GrayImage print(String symbol, RandomGenerator random) {
        List<float[]> contours = fonts.anyContours(symbol, random);
        List<float[]> bent = hand(symbol, contours, random).bend(contours);
        Placement.Box box = Placement.Box.of(bent);
        Placement placement =
                filled(random) ? Placement.filled(symbol, box, 0, random) : Placement.guided(box, 0, random);
        Plane plane = new Plane(SIZE, SIZE);
        Rasterizer.fill(new Outline(bent.stream().map(placement::apply).toList()), plane);
        for (int i = 0; i < plane.levels().length; i++) {
            plane.levels()[i] *= INK;
        }
        return plane.toImage();
    }

    private static Hand hand(String symbol, List<float[]> form, RandomGenerator random) {
        return new Hand("/\\|".contains(symbol), Placement.Box.of(form).extent(), random);
    }

    private boolean filled(RandomGenerator random) {
        return framing == Framing.FILLED || framing == Framing.MIXED && random.nextBoolean();
    }

    /** UNIPEN's small marks are drawn by a finer pen. */
    private static float most(String symbol) {
        return switch (symbol) {
            case "'", "\"", "`", "^" -> 2.2f;
            case ",", "." -> 3.5f;
            default -> MOST_PEN;
        };
    }

    /** The pen wavers as it goes faster and slower. */
    private static float[] radii(int points, float radius, float waver, RandomGenerator random) {
        float[] radii = new float[points];
        float phase = random.nextFloat(6.28f);
        float pace = random.nextFloat(0.1f, 0.4f);
        for (int i = 0; i < points; i++) {
            radii[i] = points == 1 ? DOT * radius : radius * (1 - waver * (0.5f + 0.5f * (float) Math.sin(phase + pace * i)));
        }
        return radii;
    }

    private static RandomGenerator random(String symbol, long seed) {
        long mixed = new SplittableRandom(seed).nextLong() + requireNonNull(symbol, "symbol is null").hashCode();
        return new SplittableRandom(new SplittableRandom(mixed).nextLong());
    }
}
