package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.dataset.LabelFile;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.data.image.PngWriter;

/**
 * A folder of made pictures: PNG files and a {@link LabelFile} beside them.
 * Files are numbered, so that any alphabet makes valid names and the name does not give the answer away.
 */
public final class SyntheticFolder {

    private SyntheticFolder() {}

    /**
     * Writes pictures {@code first} to {@code first + count - 1}.
     *
     * @param pictures makes the picture of an index
     * @param first index of the first picture
     * @param count how many, 1 to 10,000,000
     * @param folder made if it is missing; files of the same name are replaced
     * @param labelFile name of the label file, such as {@code val_split.csv}
     * @return the label file
     * @throws OcrException of kind {@code INVALID} if the folder cannot be written
     */
    public static Path write(LongFunction<SyntheticImage> pictures, long first, int count, Path folder, String labelFile) {
        requireNonNull(pictures, "pictures is null");
        if (count < 1 || count > 10_000_000) {
            throw new IllegalArgumentException("cannot write " + count + " pictures, only 1 to 10,000,000");
        }
        int digits = String.valueOf(count - 1).length();
        List<LabelledImage> images = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                SyntheticImage picture = pictures.apply(first + i);
                String name = ("%0" + digits + "d.png").formatted(i);
                Path file = folder.resolve(name);
                Files.write(file, PngWriter.write(picture.image()));
                images.add(new LabelledImage(name, file, picture.label()));
            }
            Path list = folder.resolve(labelFile);
            LabelFile.write(list, new Dataset(images));
            return list;
        } catch (IOException e) {
            throw new OcrException(Kind.INVALID, "unwritable-folder", "cannot write pictures to " + folder + ": " + e, e);
        }
    }
}
