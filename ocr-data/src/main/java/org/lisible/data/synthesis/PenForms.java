package org.lisible.data.synthesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Our own single-stroke forms of the 94 printable ASCII characters, read from {@code pen-forms.txt}, which explains how
 * they are written down. A form is a list of strokes, each {@code float[2 * points]}: x and y in turn on a grid with the
 * baseline at 0, capitals up to {@link #CAPITAL}, y upwards.
 */
final class PenForms {

    /** Height of capitals and digits. */
    static final float CAPITAL = 16;

    private static final String FILE = "pen-forms.txt";

    private final Map<String, List<List<float[]>>> forms = new LinkedHashMap<>();

    /**
     * @throws UncheckedIOException if the file is missing
     * @throws IllegalStateException if a line of it cannot be read; the message has it
     */
    PenForms() {
        try (var in = PenForms.class.getResourceAsStream(FILE);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("//")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /**
     * @throws IllegalArgumentException for another symbol
     */
    List<float[]> any(String symbol, RandomGenerator random) {
        List<List<float[]>> variants = all(symbol);
        return variants.get(random.nextInt(variants.size()));
    }

    List<List<float[]>> all(String symbol) {
        List<List<float[]>> variants = forms.get(symbol);
        if (variants == null) {
            throw new IllegalArgumentException(
                    "no pen form for \"" + symbol + "\"; there are: " + String.join("", forms.keySet()));
        }
        return variants;
    }

    private void add(String line) {
        List<float[]> strokes = new ArrayList<>();
        try {
            for (String stroke : line.substring(2).split(";")) {
                strokes.add(PenCurve.read(stroke.strip()).flatten());
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("cannot read the pen form \"" + line + "\"", e);
        }
        forms.computeIfAbsent(line.substring(0, 1), symbol -> new ArrayList<>()).add(List.copyOf(strokes));
    }
}
