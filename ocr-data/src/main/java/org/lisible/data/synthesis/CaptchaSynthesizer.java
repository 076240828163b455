package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.lisible.data.drawing.Plane;
import org.lisible.data.drawing.StrikeLine;
import org.lisible.image.GrayImage;

/**
 * An endless sequence of captchas in the manner of the captcha-v2 set: dark type, rippled and torn, struck through, on a
 * gradient from light grey to white. Picture {@code i} depends on the options and {@code i} alone, so that ranges of
 * indices are disjoint sets: the samples that ship are {@link #SAMPLES} onwards, which no training uses. Immutable; safe
 * for concurrent use.
 */
public final class CaptchaSynthesizer {

    /** The first index that is set aside for samples and tests; training stays below it. */
    public static final long SAMPLES = 1L << 40;

    private static final double DARK_PAPER = 192;
    private static final double LIGHT_PAPER = 255;

    private final CaptchaOptions options;
    private final TypeSetter typeSetter;

    /**
     * Reads the typefaces, some tenths of a second.
     *
     * @throws IllegalArgumentException if no typeface has the whole alphabet
     * @throws java.io.UncheckedIOException if the font jars are not on the class path
     */
    public CaptchaSynthesizer(CaptchaOptions options) {
        this.options = requireNonNull(options, "options is null");
        this.typeSetter = new TypeSetter(Typefaces.with(options.alphabet()), options);
    }

    /**
     * Makes one captcha.
     *
     * @param index any number; the same index gives the same captcha
     */
    public SyntheticImage image(long index) {
        RandomGenerator random = random(index);
        String[] symbols = symbols(random);
        Plane type = Ripple.draw(options.width(), options.height(), options.difficulty(), random)
                .apply(typeSetter.set(symbols, random));
        Plane picture = print(type, random);
        strike(picture, random);
        return new SyntheticImage(grain(picture, random), String.join("", symbols));
    }

    /** Seeds are mixed twice: SplittableRandoms whose seeds lie the golden ratio apart give one another's numbers. */
    private RandomGenerator random(long index) {
        long mixed = new SplittableRandom(index).nextLong();
        return new SplittableRandom(new SplittableRandom(options.seed() ^ mixed).nextLong());
    }

    private String[] symbols(RandomGenerator random) {
        List<String> alphabet = options.alphabet().symbols();
        String[] symbols = new String[random.nextInt(options.minLength(), options.maxLength() + 1)];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = alphabet.get(random.nextInt(alphabet.size()));
        }
        return symbols;
    }

    /** Type on paper whose grey grows lighter along the diagonal. */
    private Plane print(Plane type, RandomGenerator random) {
        double spread = options.difficulty().variation();
        double dark = DARK_PAPER + 6 * spread * (random.nextDouble() - 0.5);
        float ink = (float) (random.nextDouble() * 12 * spread);
        Plane picture = new Plane(options.width(), options.height());
        double across = options.width();
        double down = options.height();
        double diagonal = across * across + down * down;
        int i = 0;
        for (int y = 0; y < options.height(); y++) {
            for (int x = 0; x < options.width(); x++, i++) {
                double light = (x * across + y * down) / diagonal;
                float paper = (float) (dark + light * (LIGHT_PAPER - dark));
                picture.levels()[i] = paper + type.levels()[i] * (ink - paper);
            }
        }
        return picture;
    }

    private void strike(Plane picture, RandomGenerator random) {
        double lines = options.difficulty().lines();
        float scale = options.height() / 50f;
        for (double[] columns : List.of(StrikeLine.SCRIBBLE, StrikeLine.ACROSS)) {
            int count = (int) (lines + random.nextDouble());
            for (int i = 0; i < count; i++) {
                StrikeLine.draw(picture, columns, 0, scale * random.nextFloat(0.9f, 1.05f), random);
            }
        }
    }

    private GrayImage grain(Plane picture, RandomGenerator random) {
        float grain = (float) (random.nextDouble() * 3 * options.difficulty().variation());
        float[] levels = picture.levels();
        for (int i = 0; i < levels.length; i++) {
            levels[i] += grain * (random.nextFloat() + random.nextFloat() - 1);
        }
        return picture.toImage();
    }
}
