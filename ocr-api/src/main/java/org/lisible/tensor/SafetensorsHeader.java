package org.lisible.tensor;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

import org.lisible.OcrException;

/** The JSON header of a safetensors file; parsed as a stream so that a name given twice is seen. */
final class SafetensorsHeader {

    /** A tensor's element type. */
    enum Type {
        F64(8), F32(4), F16(2), BF16(2), I64(8), I32(4), I16(2), I8(1), U64(8), U32(4), U16(2), U8(1), BOOL(1);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        boolean isFloat() {
            return this == F64 || this == F32 || this == F16 || this == BF16;
        }
    }

    /**
     * One tensor's place.
     *
     * @param begin first byte, counted from the end of the header
     * @param end byte after the last
     */
    record Entry(String name, Type type, int[] shape, long begin, long end) {}

    private static final int MAX_DIMENSIONS = 8;

    /** As the format writes numbers; by their digits, since a JSON number may stand for one of any size. */
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    private final JsonParser parser;
    private final Function<String, OcrException> malformed;

    private SafetensorsHeader(JsonParser parser, Function<String, OcrException> malformed) {
        this.parser = parser;
        this.malformed = malformed;
    }

    static List<Entry> parse(byte[] json, Function<String, OcrException> malformed) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw malformed.apply("its header is not UTF-8");
        }
        try (JsonParser parser = Json.createParserFactory(Map.of())
                .createParser(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
            return new SafetensorsHeader(parser, malformed).entries();
        } catch (JsonException | NoSuchElementException | IllegalStateException | NumberFormatException e) {
            throw malformed.apply("its header is not valid JSON: " + e.getMessage());
        }
    }

    private List<Entry> entries() {
        if (parser.next() != Event.START_OBJECT) {
            throw malformed.apply("its header is not a JSON object");
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw malformed.apply("tensor " + name + " is named twice");
            }
            if (parser.next() != Event.START_OBJECT) {
                throw malformed.apply("the header's entry " + name + " is not a JSON object");
            }
            if (name.equals("__metadata__")) {
                skipObject();
            } else {
                entries.add(entry(name));
            }
        }
        if (parser.hasNext()) {
            throw malformed.apply("its header goes on after the JSON object");
        }
        return entries;
    }

    /** Event by event: Parsson's own {@code skipObject} never comes back from an object that does not end. */
    private void skipObject() {
        for (int depth = 1; depth > 0; ) {
            switch (parser.next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                default -> { }
            }
        }
    }

    private Entry entry(String name) {
        Type type = null;
        long[] shape = null;
        long[] offsets = null;
        while (parser.next() == Event.KEY_NAME) {
            String key = parser.getString();
            switch (key) {
                case "dtype" -> type = type(name);
                case "shape" -> shape = numbers(name, "shape");
                case "data_offsets" -> offsets = numbers(name, "data_offsets");
                default -> throw malformed.apply("tensor " + name + " has the unknown field " + key);
            }
        }
        if (type == null || shape == null || offsets == null) {
            String missing = type == null ? "dtype" : shape == null ? "shape" : "data_offsets";
            throw malformed.apply("tensor " + name + " has no " + missing);
        }
        if (offsets.length != 2 || offsets[1] < offsets[0]) {
            throw malformed.apply("data_offsets of tensor " + name + " are " + Arrays.toString(offsets)
                    + ", not where it begins and where it ends");
        }
        return checked(name, type, shape, offsets);
    }

    private Entry checked(String name, Type type, long[] shape, long[] offsets) {
        long bytes;
        try {
            bytes = Arrays.stream(shape).reduce(type.bytes, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw malformed.apply("shape " + Arrays.toString(shape) + " of tensor " + name + " is too large");
        }
        if (shape.length > MAX_DIMENSIONS || Arrays.stream(shape).anyMatch(size -> size > Integer.MAX_VALUE)) {
            throw malformed.apply("shape " + Arrays.toString(shape) + " of tensor " + name + " is too large");
        }
        if (bytes != offsets[1] - offsets[0]) {
            throw malformed.apply("tensor " + name + " of type " + type + " and shape " + Arrays.toString(shape) + " needs "
                    + bytes + " bytes, but its data_offsets hold " + (offsets[1] - offsets[0]));
        }
        return new Entry(name, type, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), offsets[0], offsets[1]);
    }

    private Type type(String name) {
        if (parser.next() != Event.VALUE_STRING) {
            throw malformed.apply("dtype of tensor " + name + " is not a string");
        }
        String type = parser.getString();
        for (Type known : Type.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw malformed.apply("dtype " + type + " of tensor " + name + " is unknown; there are: " + Arrays.toString(Type.values()));
    }

    private long[] numbers(String name, String field) {
        if (parser.next() != Event.START_ARRAY) {
            throw malformed.apply(field + " of tensor " + name + " is not a list");
        }
        List<Long> numbers = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            if (event != Event.VALUE_NUMBER || !COUNT.matcher(parser.getString()).matches()) {
                throw malformed.apply(field + " of tensor " + name + " holds something that is no whole number from 0");
            }
            numbers.add(Long.parseLong(parser.getString()));
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** The header for tensors that are written as F32, one after the other. */
    static String write(SequencedMap<String, Tensor> tensors) {
        JsonObjectBuilder header = Json.createObjectBuilder();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long end = begin + 4L * entry.getValue().data().length;
            header.add(entry.getKey(), Json.createObjectBuilder()
                    .add("dtype", Type.F32.name())
                    .add("shape", Json.createArrayBuilder(Arrays.stream(entry.getValue().shape()).boxed().toList()))
                    .add("data_offsets", Json.createArrayBuilder(List.of(begin, end))));
            begin = end;
        }
        return header.build().toString();
    }
}
