package org.lisible.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/** A folder of images whose file names, up to the extension, are the labels. Sub-folders and other files are left out. */
public final class LabelledFolder {

    private static final Set<String> EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp");

    private LabelledFolder() {}

    /** Reads a folder: {@code 2b827.png} holds the text {@code 2b827}. */
    public static Dataset read(Path folder) {
        return read(folder, false);
    }

    /** Reads a folder in which a text may occur again: {@code 2b827.png}, {@code 2b827_1.png}, {@code 2b827-2.png}. */
    public static Dataset readNumbered(Path folder) {
        return read(folder, true);
    }

    private static Dataset read(Path folder, boolean numbered) {
        List<LabelledImage> images = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                int dot = name.lastIndexOf('.');
                if (dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
                    images.add(new LabelledImage(name, file, label(name.substring(0, dot), numbered)));
                }
            }
        } catch (IOException e) {
            throw new OcrException(Kind.INVALID, "missing-data", "cannot list the folder " + folder + ": " + e, e);
        }
        if (images.isEmpty()) {
            throw new OcrException(Kind.INVALID, "empty-dataset", "there are no images in " + folder
                    + "; files that end in " + String.join(", ", EXTENSIONS.stream().sorted().toList()) + " count");
        }
        return new Dataset(images);
    }

    private static String label(String name, boolean numbered) {
        // File systems may store accents apart from their letters.
        String label = Normalizer.normalize(name, Normalizer.Form.NFC);
        return numbered ? label.replaceFirst("(?<=.)[-_]\\d+$", "") : label;
    }
}
