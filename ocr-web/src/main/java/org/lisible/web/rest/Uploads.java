package org.lisible.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityPart;

import org.lisible.OcrException;
import org.lisible.web.settings.Settings;

/** Takes images out of request bodies and stops reading at the limits. */
@ApplicationScoped
public class Uploads {

    /** The name of the parts that hold images. */
    static final String PART = "file";

    @Inject
    Settings settings;

    /** The image that is the whole body. */
    Upload raw(InputStream body) throws IOException {
        return new Upload("", bytes(body));
    }

    /** The one image of a form. */
    Upload single(List<EntityPart> parts) throws IOException {
        List<Upload> uploads = all(parts);
        if (uploads.size() > 1) {
            throw invalid(
                    "too-many-files",
                    "there are " + uploads.size() + " parts named 'file'; send one here, or all to /api/v1/recognize");
        }
        return uploads.getFirst();
    }

    /** All images of a form, at least one. */
    List<Upload> all(List<EntityPart> parts) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (EntityPart part : parts) {
            if (PART.equals(part.getName())) {
                if (uploads.size() == settings.limits().images()) {
                    throw new OcrException(
                            OcrException.Kind.TOO_LARGE,
                            "too-many-images",
                            "there are more than " + settings.limits().images() + " images in one request");
                }
                uploads.add(new Upload(part.getFileName().orElse(""), bytes(part.getContent())));
            }
        }
        if (uploads.isEmpty()) {
            String names = String.join(
                    ", ", parts.stream().map(EntityPart::getName).distinct().toList());
            throw invalid(
                    "no-file-part",
                    "no part of the form is named 'file'; there are: " + (names.isEmpty() ? "none" : names));
        }
        return uploads;
    }

    private byte[] bytes(InputStream content) throws IOException {
        long limit = settings.limits().bytes();
        byte[] bytes = content.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw BodyLimit.tooLarge("the image has more than " + limit + " bytes");
        }
        return bytes;
    }

    private static OcrException invalid(String code, String message) {
        return new OcrException(OcrException.Kind.INVALID, code, message);
    }
}
