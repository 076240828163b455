package org.lisible.data.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.lisible.model.Alphabet;

/** The typefaces that captchas are set in: DejaVu and Liberation, plain and bold, those that have the whole alphabet. */
final class Typefaces {

    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";
    private static final String LIBERATION = "/liberation/LiberationSans";

    /** The first is nearest to the captcha-v2 set's and is taken half of the time. */
    private static final List<File> FILES = List.of(
            new File(DEJAVU + ".ttf", 0.09),
            new File(DEJAVU + "-Bold.ttf", 0.17),
            new File(DEJAVU + "Condensed.ttf", 0.081),
            new File(DEJAVU + "Condensed-Bold.ttf", 0.155),
            new File(LIBERATION + "-Regular.ttf", 0.09),
            new File(LIBERATION + "-Bold.ttf", 0.14));

    private record File(String resource, double stem) {}

    private final List<Typeface> faces;

    private Typefaces(List<Typeface> faces) {
        this.faces = faces;
    }

    /**
     * @throws IllegalArgumentException if no typeface has the whole alphabet
     * @throws UncheckedIOException if the font jars are not on the class path
     */
    static Typefaces with(Alphabet alphabet) {
        List<Typeface> faces = new ArrayList<>();
        try {
            for (File file : FILES) {
                Typeface.read(file.resource(), file.stem(), alphabet).ifPresent(faces::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("synthetic captchas need the font jars: " + e.getMessage(), e);
        }
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("none of the typefaces has all of \"" + alphabet + "\"; there are: DejaVu Sans, "
                    + "Liberation Sans");
        }
        return new Typefaces(List.copyOf(faces));
    }

    Typeface any(RandomGenerator random) {
        return random.nextBoolean() ? faces.getFirst() : faces.get(random.nextInt(faces.size()));
    }
}
