package org.lisible.web.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;

import org.lisible.OcrException;

/**
 * A JSON object whose long strings were taken out before it was parsed: an image in base64 would otherwise lie in memory
 * several times over. What is left is small, whatever a client sends.
 *
 * @param json the object, in which a long string is a mark that {@link #cut} knows
 * @param strings the long strings, as they were sent
 */
record SlimJson(JsonObject json, List<byte[]> strings) {

    private static final int LONG = 4096;
    private static final int LARGEST = 65_536;
    private static final int DEEPEST = 100;
    private static final String MARK = "\u0001";

    /**
     * @param body UTF-8; not modified
     * @param length how many bytes of it are JSON
     * @param library parses it
     * @throws OcrException of kind {@code INVALID}, {@code malformed-json}
     */
    static SlimJson read(byte[] body, int length, JsonProvider library) {
        List<byte[]> strings = new ArrayList<>();
        byte[] slim = slim(body, length, strings);
        try (JsonReader reader = library.createReader(new ByteArrayInputStream(slim))) {
            return new SlimJson(reader.readObject(), strings);
        } catch (JsonException | IllegalStateException | NumberFormatException e) { // of whatever parser the server has
            throw malformed(e.getMessage(), e);
        }
    }

    /** The long string that a string of {@link #json} stands for. */
    Optional<byte[]> cut(String mark) {
        return mark.matches(MARK + "[0-9]{1,6}")
                ? strings.stream().skip(Integer.parseInt(mark.substring(1))).findFirst()
                : Optional.empty();
    }

    private static byte[] slim(byte[] body, int length, List<byte[]> strings) {
        ByteArrayOutputStream slim = new ByteArrayOutputStream();
        int depth = 0;
        for (int i = 0; i < length; i++) {
            int end = body[i] == '"' ? endOfString(body, i, length) : i;
            if (end - i <= LONG) {
                slim.write(body, i, end - i + 1);
            } else {
                slim.writeBytes(("\"\\u0001" + strings.size() + "\"").getBytes(StandardCharsets.US_ASCII));
                strings.add(unescaped(Arrays.copyOfRange(body, i + 1, end)));
            }
            depth += body[i] == '[' || body[i] == '{' ? 1 : body[i] == ']' || body[i] == '}' ? -1 : 0;
            if (slim.size() > LARGEST || depth > DEEPEST) {
                throw malformed(
                        "beside its images it may have " + LARGEST + " bytes and " + DEEPEST + " levels", null);
            }
            i = end;
        }
        return slim.toByteArray();
    }

    private static int endOfString(byte[] body, int start, int length) {
        for (int i = start + 1; i < length; i++) {
            if (body[i] == '"') {
                return i;
            }
            i += body[i] == '\\' ? 1 : 0;
        }
        throw malformed("a string does not end", null);
    }

    /** Some write {@code \/} for the {@code /} of base64. */
    private static byte[] unescaped(byte[] string) {
        int kept = 0;
        for (int i = 0; i < string.length; i++) {
            if (string[i] != '\\' || i + 1 == string.length || string[i + 1] != '/') {
                string[kept++] = string[i];
            }
        }
        return kept == string.length ? string : Arrays.copyOf(string, kept);
    }

    private static OcrException malformed(String reason, Exception cause) {
        return new OcrException(
                OcrException.Kind.INVALID, "malformed-json", "the body is no valid JSON object: " + reason, cause);
    }
}
