package org.lisible.web.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.lisible.OcrException;
import org.lisible.data.dataset.LabelFile;
import org.lisible.data.dataset.LabelledImage;
import org.lisible.data.dataset.Split;
import org.lisible.data.image.ImageFormat;
import org.lisible.web.files.WarFolders;
import org.lisible.web.settings.Settings;

/** Draws images at random from the configured validation split, read on first use. */
@ApplicationScoped
public class Samples {

    private static final String SHIPPED = "/WEB-INF/classes/samples";

    @Inject
    Settings settings;

    @Inject
    WarFolders warFolders;

    private volatile List<LabelledImage> images;

    /**
     * Any image of the split, each as likely as the others.
     *
     * @throws OcrException of kind {@code NOT_FOUND} if the split is empty, {@code BROKEN} if it cannot be read
     */
    public Sample any() {
        List<LabelledImage> all = images();
        if (all.isEmpty()) {
            throw new OcrException(OcrException.Kind.NOT_FOUND, "no-samples", "the validation split lists no image");
        }
        LabelledImage image = all.get(ThreadLocalRandom.current().nextInt(all.size()));
        try {
            byte[] content = Files.readAllBytes(image.file());
            return new Sample(image.id(), image.label(), content, mediaType(content));
        } catch (IOException e) {
            throw broken("the sample " + image.id() + " cannot be read", e);
        }
    }

    private List<LabelledImage> images() {
        if (images == null) {
            images = read(settings.samplesSplit()
                    .orElseGet(() -> warFolders.folder(SHIPPED).resolve(Split.VALIDATION_FILE)));
        }
        return images;
    }

    /** Where the training part lies beside the validation part, an image that is in both is an error. */
    private static List<LabelledImage> read(Path list) {
        Path folder = list.toAbsolutePath().getParent();
        boolean whole = list.endsWith(Split.VALIDATION_FILE) && Files.isRegularFile(folder.resolve(Split.TRAINING_FILE));
        try {
            return (whole ? Split.read(folder).validation() : LabelFile.read(list)).images();
        } catch (OcrException e) {
            throw broken("the samples cannot be read, see the setting ocr.samples.split", e);
        }
    }

    private static String mediaType(byte[] content) {
        return ImageFormat.of(content)
                .map(format -> "image/" + format.name().toLowerCase(Locale.ROOT))
                .orElse("application/octet-stream");
    }

    private static OcrException broken(String message, Exception cause) {
        return new OcrException(OcrException.Kind.BROKEN, "samples-unreadable", message, cause);
    }
}
