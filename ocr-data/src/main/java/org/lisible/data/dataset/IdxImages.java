package org.lisible.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lisible.image.GrayImage;

/**
 * The images of an idx file, packed side by side in one array. Immutable; equal if the file is the same.
 *
 * <p>An index may lie beside {@code train-images-idx3-ubyte}: {@code train-index.tsv} with the columns number, label and
 * source, a line for each image. A source whose name is {@code donor-folder-recording_number.png}, as UNIPEN's files are
 * named, tells the writer as well as it is known: images of one donor's folder count as one writer's.
 */
public final class IdxImages {

    private static final Pattern NAME = Pattern.compile("(.*)-images-idx3-ubyte(\\.gz)?");
    private static final Pattern NUMBERED = Pattern.compile("(.*-images-idx3-ubyte(?:\\.gz)?)#(\\d{6,9})");
    private static final Pattern RECORDING = Pattern.compile("(?:.*/)?([^/-]+-[^/-]+)(?:-[^/]*)?_\\d+\\.\\w+");

    private final IdxFile file;
    private final List<Optional<String>> writers;

    private IdxImages(IdxFile file, List<Optional<String>> writers) {
        this.file = file;
        this.writers = writers;
    }

    /**
     * Reads a file and the index beside it, if there is one.
     *
     * @throws org.lisible.OcrException of kind {@code INVALID} if one is wrong, or an image is blank
     */
    static IdxImages read(Path path) {
        IdxFile file = IdxFile.read(path.toAbsolutePath().normalize(), 3);
        IdxImages images = new IdxImages(file, writers(path, file.shape()[0]));
        images.refuseBlanks();
        return images;
    }

    /** Whether a file is named as one that holds images. */
    static boolean isNamedSo(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /** The file of the same set that is named {@code train-…} where this one is {@code train-images-idx3-ubyte}. */
    static Path sibling(Path file, String ending) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw IdxFile.bad(file, "it is not named …-images-idx3-ubyte or …-images-idx3-ubyte.gz", null);
        }
        return file.resolveSibling(name.group(1) + ending);
    }

    /** Takes {@code train-images-idx3-ubyte.gz#000123} apart into the file's name and the number. */
    static Optional<Matcher> numbered(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    static String number(int index) {
        return String.format(Locale.ROOT, "%06d", index);
    }

    int count() {
        return file.shape()[0];
    }

    Path path(int index) {
        return file.path().resolveSibling(file.path().getFileName() + "#" + number(index));
    }

    Optional<String> writer(int index) {
        return writers.isEmpty() ? Optional.empty() : writers.get(index);
    }

    GrayImage read(int index) {
        int height = file.shape()[1];
        int width = file.shape()[2];
        int first = index * width * height;
        return new GrayImage(width, height, Arrays.copyOfRange(file.values(), first, first + width * height));
    }

    private void refuseBlanks() {
        int size = file.shape()[1] * file.shape()[2];
        byte[] values = file.values();
        for (int index = 0, first = 0; index < count(); index++, first += size) {
            int pixel = first + 1;
            while (pixel < first + size && values[pixel] == values[first]) {
                pixel++;
            }
            if (pixel == first + size) {
                throw IdxFile.bad(file.path(), "image " + number(index) + " is blank", null);
            }
        }
    }

    private static List<Optional<String>> writers(Path path, int count) {
        Path index = sibling(path, "-index.tsv");
        if (!Files.exists(index)) {
            return List.of();
        }
        List<String> lines = IdxLabels.lines(index);
        if (lines.size() != count) {
            throw IdxFile.bad(index, "it has " + lines.size() + " lines for " + count + " images", null);
        }
        String[] sources = new String[count];
        for (int i = 0; i < count; i++) {
            String[] columns = lines.get(i).split("\t", -1);
            if (columns.length < 3 || !columns[0].equals(Integer.toString(i))) {
                throw IdxFile.bad(index, "line " + (i + 1) + " does not have the columns " + i + ", label and source", null);
            }
            sources[i] = columns[2];
        }
        return Arrays.stream(sources).map(IdxImages::writerOf).toList();
    }

    private static Optional<String> writerOf(String source) {
        Matcher recording = RECORDING.matcher(source);
        return recording.matches() ? Optional.of(recording.group(1).intern()) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdxImages images && file.path().equals(images.file.path());
    }

    @Override
    public int hashCode() {
        return file.path().hashCode();
    }

    @Override
    public String toString() {
        return count() + " images of " + file.path();
    }
}
