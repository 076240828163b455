package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;

import org.lisible.OcrException;
import org.lisible.data.synthesis.PenDrawing;
import org.lisible.data.synthesis.StrokeCharacters;

/**
 * The paths of a pen as JSON, to be drawn again elsewhere: {@code [{"character": "A", "width": 0.05, "strokes": [[[x, y],
 * …], …]}, …]}, x and y from 0 to 1, y downwards, one character a line.
 */
final class PenPaths {

    private static final double DIGITS = 1000;

    private PenPaths() {}

    static void write(StrokeCharacters characters, long first, int count, Path file) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            PenDrawing drawing = characters.drawing(first + i);
            lines.append(i == 0 ? "[" : ",\n ")
                    .append(Json.createObjectBuilder()
                            .add("character", characters.image(first + i).label())
                            .add("width", rounded(drawing.width()))
                            .add("strokes", strokes(drawing))
                            .build());
        }
        try {
            Files.writeString(file, lines.append("]\n"));
        } catch (IOException e) {
            throw new OcrException(OcrException.Kind.INVALID, "unwritable-file", "cannot write " + file + ": " + e, e);
        }
    }

    private static JsonArrayBuilder strokes(PenDrawing drawing) {
        JsonArrayBuilder strokes = Json.createArrayBuilder();
        for (float[] stroke : drawing.strokes()) {
            JsonArrayBuilder points = Json.createArrayBuilder();
            for (int i = 0; i < stroke.length; i += 2) {
                points.add(Json.createArrayBuilder().add(rounded(stroke[i])).add(rounded(stroke[i + 1])));
            }
            strokes.add(points);
        }
        return strokes;
    }

    private static double rounded(float value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
