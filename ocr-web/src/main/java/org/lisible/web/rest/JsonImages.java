package org.lisible.web.rest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

import org.lisible.OcrException;
import org.lisible.image.GrayImage;

/**
 * Reads characters of {@value #SIDE}x{@value #SIDE} pixels from JSON: an array of {@value #PIXELS} numbers from 0 (paper) to
 * 1 (ink), or of {@value #SIDE} rows; alone, or as the property {@code image} or {@code pixels} of an object, or several of
 * them in its array {@code images}. Other properties are passed over. A streaming parser: nothing is kept but the pixels.
 */
final class JsonImages {

    /** Rows and columns of an image. */
    static final int SIDE = 28;

    private static final int PIXELS = SIDE * SIDE;
    private static final int DEEPEST = 100;

    private final JsonParser json;
    private final int most;
    private final List<GrayImage> images = new ArrayList<>();

    private JsonImages(JsonParser json, int most) {
        this.json = json;
        this.most = most;
    }

    /**
     * @param body UTF-8
     * @param most images that are read at most
     * @param library parses the body
     * @return at least one
     * @throws OcrException of kind {@code INVALID}: {@code malformed-json}, {@code wrong-pixels}; of kind {@code TOO_LARGE}:
     *     {@code too-many-images}
     */
    static List<GrayImage> read(byte[] body, int most, JsonProvider library) {
        try (JsonParser parser = library.createParser(new ByteArrayInputStream(body))) {
            JsonImages reader = new JsonImages(parser, most);
            reader.read();
            return reader.images;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) { // of whatever parser the server has
            if (new String(body, StandardCharsets.UTF_8).matches("(?s).*\\b(NaN|Infinity)\\b.*")) {
                throw wrong("a pixel is NaN or Infinity, not a number from 0 to 1");
            }
            throw malformed(e.getMessage(), e);
        }
    }

    private void read() {
        Event first = json.next();
        if (first == Event.START_ARRAY) {
            image();
        } else if (first == Event.START_OBJECT) {
            object();
        } else {
            throw wrong("the body is neither an array of " + PIXELS + " numbers nor an object that holds one");
        }
        if (json.hasNext()) {
            json.next();
        }
    }

    private void object() {
        List<String> others = new ArrayList<>();
        while (json.next() == Event.KEY_NAME) {
            String name = json.getString();
            Event value = json.next();
            switch (name) {
                case "image", "pixels" -> {
                    requireArray(name, value);
                    image();
                }
                case "images" -> {
                    requireArray(name, value);
                    for (Event next = json.next(); next != Event.END_ARRAY; next = json.next()) {
                        requireArray("images[" + images.size() + "]", next);
                        image();
                    }
                }
                default -> {
                    others.add(name);
                    skip(value);
                }
            }
        }
        if (images.isEmpty()) {
            throw wrong("the object has none of the properties image, pixels and images; it has: "
                    + (others.isEmpty() ? "none" : String.join(", ", others)));
        }
    }

    /** Event by event: Parsson's {@code skipArray} never comes back from an array that does not end. */
    private void skip(Event value) {
        int depth = change(value);
        while (depth > 0) {
            depth += change(json.next());
            if (depth > DEEPEST) {
                throw malformed("it is nested more than " + DEEPEST + " levels deep", null);
            }
        }
    }

    private static int change(Event event) {
        return switch (event) {
            case START_ARRAY, START_OBJECT -> 1;
            case END_ARRAY, END_OBJECT -> -1;
            default -> 0;
        };
    }

    /** The rest of an image whose array was just begun. */
    private void image() {
        if (images.size() == most) {
            throw new OcrException(
                    OcrException.Kind.TOO_LARGE,
                    "too-many-images",
                    "there are more than " + most + " images in one request");
        }
        byte[] pixels = new byte[PIXELS];
        int count = 0;
        int rows = 0;
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            if (rows > 0 || event == Event.START_ARRAY && count == 0) {
                requireArray("row " + rows, event);
                row(rows++, pixels);
                count += SIDE;
            } else {
                pixel(event, pixels, count++);
            }
        }
        if (count != PIXELS) {
            throw wrong("the image has " + count + " values, not " + PIXELS + " (" + SIDE + " rows of " + SIDE + ")");
        }
        images.add(new GrayImage(SIDE, SIDE, pixels));
    }

    private void row(int row, byte[] pixels) {
        int columns = 0;
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            pixel(event, pixels, row * SIDE + columns++);
        }
        if (columns != SIDE) {
            throw wrong("row " + row + " has " + columns + " values, not " + SIDE);
        }
    }

    /** Surplus pixels are checked and counted, but not kept. */
    private void pixel(Event event, byte[] pixels, int index) {
        if (event != Event.VALUE_NUMBER) {
            throw wrong("value " + index + " is " + words(event) + ", not a number from 0 to 1");
        }
        double value = Double.parseDouble(json.getString());
        if (!(value >= 0 && value <= 1)) {
            throw wrong("value " + index + " is " + value + ", not from 0 (paper) to 1 (ink); divide grey levels by 255");
        }
        if (index < pixels.length) {
            pixels[index] = (byte) Math.round(255 * value);
        }
    }

    private static void requireArray(String name, Event value) {
        if (value != Event.START_ARRAY) {
            throw wrong(name + " is " + words(value) + ", not an array");
        }
    }

    /** Such as {@code null}, {@code string}, {@code start object}. */
    private static String words(Event event) {
        return event.name().replace("VALUE_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static OcrException malformed(String reason, Exception cause) {
        return new OcrException(
                OcrException.Kind.INVALID, "malformed-json", "the body is no valid JSON for pixels: " + reason, cause);
    }

    private static OcrException wrong(String message) {
        return new OcrException(OcrException.Kind.INVALID, "wrong-pixels", message);
    }
}
