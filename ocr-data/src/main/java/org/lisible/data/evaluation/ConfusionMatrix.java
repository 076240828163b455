package org.lisible.data.evaluation;

import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/** How often each character was read as each character, or not at all; the right readings included. Immutable. */
public final class ConfusionMatrix {

    private final List<String> classes;
    /** {@code int[expected][actual]}, and behind the last class what was not read. */
    private final int[][] counts;

    private ConfusionMatrix(List<String> classes, int[][] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * Counts readings of single characters.
     *
     * @param classes the characters, in the order of rows and columns
     * @throws OcrException of kind {@code INVALID} if a label is no class, or a reading that is not empty
     */
    static ConfusionMatrix of(List<Reading> readings, List<String> classes) {
        int[][] counts = new int[classes.size()][classes.size() + 1];
        for (Reading reading : readings) {
            int[] row = counts[index(reading.expected(), reading, classes)];
            row[reading.actual().isEmpty() ? classes.size() : index(reading.actual(), reading, classes)]++;
        }
        return new ConfusionMatrix(List.copyOf(classes), counts);
    }

    private static int index(String character, Reading reading, List<String> classes) {
        int index = classes.indexOf(character);
        if (index < 0) {
            throw new OcrException(
                    Kind.INVALID,
                    "no-such-class",
                    "\"" + character + "\" of " + reading.id() + " is none of the " + classes.size() + " characters "
                            + String.join("", classes));
        }
        return index;
    }

    /** The characters, in the order of rows and columns. */
    public List<String> classes() {
        return classes;
    }

    /** How many images of one character were read as another, or the same. */
    public int count(int expected, int actual) {
        return counts[expected][actual];
    }

    /** Of how many images of a character nothing was read. */
    public int unread(int expected) {
        return counts[expected][classes.size()];
    }

    /** How many images show a character. */
    public int images(int expected) {
        return Arrays.stream(counts[expected]).sum();
    }

    /** How many images were read as a character. */
    public int readAs(int actual) {
        return Arrays.stream(counts).mapToInt(row -> row[actual]).sum();
    }
}
