package org.lisible.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The labels beside an idx file of images: {@code train-labels-idx1-ubyte}, packed or not. A label is the ASCII code of
 * the character, or a number that {@code mapping.txt} in the same folder gives the code of: {@code 10 65} on a line.
 */
final class IdxLabels {

    private static final int FIRST = '!';
    private static final int LAST = '~';

    private IdxLabels() {}

    /**
     * The characters that an idx file of images shows, in its order.
     *
     * @throws org.lisible.OcrException of kind {@code INVALID} if there are more or fewer than images, or one is no
     *     printable character
     */
    static String[] read(Path images, int count) {
        Path file = file(images);
        byte[] codes = IdxFile.read(file, 1).values();
        if (codes.length != count) {
            throw IdxFile.bad(file, "it has " + codes.length + " labels for the " + count + " images of "
                    + images.getFileName(), null);
        }
        String[] characters = mapping(images.resolveSibling("mapping.txt"));
        String[] labels = new String[count];
        for (int i = 0; i < count; i++) {
            int code = codes[i] & 0xff;
            labels[i] = characters[code];
            if (labels[i] == null) {
                throw IdxFile.bad(file, "the label " + code + " of image " + IdxImages.number(i)
                        + " is neither the code of a printable ASCII character, " + FIRST + " to " + LAST
                        + ", nor given one by a mapping.txt in the folder", null);
            }
        }
        return labels;
    }

    private static Path file(Path images) {
        Path plain = IdxImages.sibling(images, "-labels-idx1-ubyte");
        Path packed = IdxImages.sibling(images, "-labels-idx1-ubyte.gz");
        return Files.exists(plain) ? plain : packed;
    }

    /** The character of each label, null for labels that mean none: {@code String[256]}. */
    private static String[] mapping(Path file) {
        String[] characters = new String[256];
        if (!Files.exists(file)) {
            for (int code = FIRST; code <= LAST; code++) {
                characters[code] = Character.toString(code);
            }
            return characters;
        }
        for (String line : lines(file)) {
            String[] numbers = line.strip().split("\\s+");
            try {
                int label = Integer.parseInt(numbers[0]);
                int code = Integer.parseInt(numbers[1]);
                if (numbers.length == 2 && label >= 0 && label < 256 && code >= FIRST && code <= LAST && characters[label] == null) {
                    characters[label] = Character.toString(code);
                    continue;
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                // the same fault as a number out of range
            }
            throw IdxFile.bad(file, "the line \"" + line + "\" is not a new label, 0 to 255, and an ASCII code, " + FIRST
                    + " to " + LAST, null);
        }
        return characters;
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw IdxFile.bad(file, "it cannot be read: " + e, e);
        }
    }
}
