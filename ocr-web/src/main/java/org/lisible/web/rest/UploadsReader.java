package org.lisible.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

import org.lisible.OcrException;
import org.lisible.image.GrayImage;
import org.lisible.web.recognition.Source;
import org.lisible.web.settings.Settings;

/**
 * Takes the images out of a request's body, whatever its form, so that a resource has one method for all of them; stops
 * reading at the limits. Forms are parsed by the server's own reader.
 */
@Provider
@Dependent
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class UploadsReader implements MessageBodyReader<Uploads> {

    /** The name of the parts that hold images. */
    static final String PART = "file";

    private static final GenericType<List<EntityPart>> PARTS = new GenericType<>() {};

    @Inject
    Settings settings;

    @Inject
    JsonProvider library;

    @Context
    Providers providers;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Uploads.class;
    }

    @Override
    public Uploads readFrom(
            Class<Uploads> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType) && !mediaType.isWildcardType()) {
            return new Uploads(ofJson(bytes(body)));
        }
        if (!MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(mediaType) || mediaType.isWildcardType()) {
            return new Uploads(List.of(new Upload("", new Source.ImageFile(bytes(body)))));
        }
        return ofForm(parts(annotations, mediaType, headers, body));
    }

    /** Named by their index. */
    private List<Upload> ofJson(byte[] body) {
        List<Upload> uploads = new ArrayList<>();
        for (GrayImage image : JsonImages.read(body, settings.limits().images(), library)) {
            uploads.add(new Upload(String.valueOf(uploads.size()), new Source.Pixels(image)));
        }
        return uploads;
    }

    @SuppressWarnings("unchecked")
    private List<EntityPart> parts(
            Annotation[] annotations, MediaType mediaType, MultivaluedMap<String, String> headers, InputStream body)
            throws IOException {
        Class<List<EntityPart>> list = (Class<List<EntityPart>>) PARTS.getRawType();
        return providers
                .getMessageBodyReader(list, PARTS.getType(), annotations, mediaType)
                .readFrom(list, PARTS.getType(), annotations, mediaType, headers, body);
    }

    private Uploads ofForm(List<EntityPart> parts) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (EntityPart part : parts) {
            if (PART.equals(part.getName())) {
                if (uploads.size() == settings.limits().images()) {
                    throw new OcrException(
                            OcrException.Kind.TOO_LARGE,
                            "too-many-images",
                            "there are more than " + settings.limits().images() + " images in one request");
                }
                uploads.add(new Upload(part.getFileName().orElse(""), new Source.ImageFile(bytes(part.getContent()))));
            }
        }
        if (uploads.isEmpty()) {
            List<String> names = parts.stream().map(EntityPart::getName).distinct().toList();
            throw new OcrException(
                    OcrException.Kind.INVALID,
                    "no-file-part",
                    "no part of the form is named 'file'; there are: "
                            + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return new Uploads(uploads);
    }

    private byte[] bytes(InputStream content) throws IOException {
        long limit = settings.limits().bytes();
        byte[] bytes = content.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw LimitedBody.tooLarge("the image has more than " + limit + " bytes");
        }
        return bytes;
    }
}
