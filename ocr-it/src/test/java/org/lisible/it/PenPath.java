package org.lisible.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/**
 * A character as a pen drew it.
 *
 * @param strokes {@code [stroke][point]{x, y}}, as shares of a square sheet
 */
record PenPath(String character, double[][][] strokes) {

    /** The recorded ones, {@code pen-paths.json}; {@code docs/training.md} has the command that wrote them. */
    static List<PenPath> recorded() {
        try (InputStream stream = PenPath.class.getResourceAsStream("/pen-paths.json");
                JsonReader reader = Json.createReader(stream)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(path -> new PenPath(path.getString("character"), strokes(path.getJsonArray("strokes"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PenPath recorded(String character) {
        return recorded().stream()
                .filter(path -> path.character().equals(character))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no recorded path of " + character));
    }

    /** The same in a part of a sheet, given by the part's left upper corner, width and height as shares of the sheet's. */
    double[][][] within(double left, double top, double width, double height) {
        double[][][] moved = new double[strokes.length][][];
        for (int i = 0; i < strokes.length; i++) {
            moved[i] = new double[strokes[i].length][];
            for (int j = 0; j < strokes[i].length; j++) {
                double[] point = strokes[i][j];
                moved[i][j] = new double[] {left + point[0] * width, top + point[1] * height};
            }
        }
        return moved;
    }

    private static double[][][] strokes(JsonArray strokes) {
        return strokes.getValuesAs(JsonArray.class).stream()
                .map(stroke -> stroke.getValuesAs(JsonArray.class).stream()
                        .map(point -> point.getValuesAs(JsonNumber.class).stream()
                                .mapToDouble(JsonNumber::doubleValue)
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }
}
