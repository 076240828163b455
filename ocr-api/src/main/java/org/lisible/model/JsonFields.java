package org.lisible.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.lisible.OcrException;

/** Reads the fields of a JSON object by name and type; every complaint names the field's path, such as {@code layers[3].kernel}. */
final class JsonFields {

    private final String path;
    private final JsonObject object;
    private final Set<String> known = new LinkedHashSet<>();

    JsonFields(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    String text(String name) {
        return required(name) instanceof JsonString string ? string.getString() : wrong(name, "a string");
    }

    /** Sizes above this are surely mistakes; the cap also keeps products of two of them within a long. */
    private static final int MOST = 1_000_000;

    /** A whole number from {@code least} to a million. */
    int integer(String name, int least) {
        return integer(name, required(name), least);
    }

    private int integer(String name, JsonValue value, int least) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                int integer = number.intValueExact();
                if (integer >= least && integer <= MOST) {
                    return integer;
                }
            } catch (ArithmeticException e) {
                // Falls through to the complaint, which shows the number.
            }
        }
        return wrong(name, "a whole number from " + least + " to " + MOST, value);
    }

    double number(String name) {
        return number(name, required(name));
    }

    double number(String name, double otherwise) {
        JsonValue value = optional(name);
        return value == null ? otherwise : number(name, value);
    }

    private double number(String name, JsonValue value) {
        if (value instanceof JsonNumber number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        return wrong(name, "a number", value);
    }

    boolean truth(String name, boolean otherwise) {
        JsonValue value = optional(name);
        return switch (value == null ? JsonValue.ValueType.NULL : value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> value == null ? otherwise : wrong(name, "true or false", value);
        };
    }

    /** {@code [height, width]}. */
    int[] pair(String name, int least) {
        return pair(name, required(name), least);
    }

    int[] pair(String name, int least, int... otherwise) {
        JsonValue value = optional(name);
        return value == null ? otherwise : pair(name, value, least);
    }

    private int[] pair(String name, JsonValue value, int least) {
        if (!(value instanceof JsonArray array) || array.size() != 2) {
            return wrong(name, "[height, width]", value);
        }
        return new int[] {integer(name + "[0]", array.get(0), least), integer(name + "[1]", array.get(1), least)};
    }

    /** {@code [low, high]}. */
    double[] range(String name) {
        JsonValue value = required(name);
        if (!(value instanceof JsonArray array) || array.size() != 2) {
            return wrong(name, "[low, high]", value);
        }
        return new double[] {number(name + "[0]", array.get(0)), number(name + "[1]", array.get(1))};
    }

    /** A constant by its name in lower case with dashes for underscores. */
    <E extends Enum<E>> E constant(String name, Class<E> type, E otherwise) {
        JsonValue value = optional(name);
        if (value == null) {
            return otherwise;
        }
        List<String> names = Stream.of(type.getEnumConstants()).map(JsonFields::name).toList();
        int index = value instanceof JsonString string ? names.indexOf(string.getString()) : -1;
        return index < 0 ? wrong(name, "one of " + String.join(", ", names), value) : type.getEnumConstants()[index];
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JsonFields object(String name) {
        return object(name, required(name));
    }

    private JsonFields object(String name, JsonValue value) {
        return value instanceof JsonObject child ? new JsonFields(at(name), child) : wrong(name, "an object", value);
    }

    List<JsonFields> objects(String name) {
        if (!(required(name) instanceof JsonArray array)) {
            return wrong(name, "a list of objects");
        }
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> object(name + "[" + i + "]", array.get(i)))
                .toList();
    }

    boolean has(String name) {
        return optional(name) != null;
    }

    /** The names of all fields, each marked as known. */
    Set<String> names() {
        known.addAll(object.keySet());
        return object.keySet();
    }

    /** Called last: refuses fields that nothing asked for. */
    void refuseOthers() {
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                throw malformed("has the unknown field " + at(name) + "; known here: " + String.join(", ", known));
            }
        }
    }

    String path() {
        return path;
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private JsonValue optional(String name) {
        known.add(name);
        return object.get(name);
    }

    private JsonValue required(String name) {
        JsonValue value = optional(name);
        if (value == null) {
            throw malformed("lacks the field " + at(name));
        }
        return value;
    }

    private <T> T wrong(String name, String expected) {
        return wrong(name, expected, object.get(name));
    }

    private <T> T wrong(String name, String expected, JsonValue value) {
        String shown = value.toString();
        throw malformed(at(name) + " is " + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + ", not " + expected);
    }

    static OcrException malformed(String problem) {
        return new OcrException(OcrException.Kind.BROKEN, "manifest-malformed", "model.json: " + problem);
    }
}
