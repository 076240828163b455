package org.lisible.cli.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The nodes and constants of an ONNX graph under construction. Field numbers are those of {@code onnx.proto3} of ONNX 1.10.
 * A value is known by its name; the names of constants are the caller's, those of results are made here.
 */
final class OnnxGraph {

    /** An attribute of a node, an {@code AttributeProto}. */
    record Attribute(ProtoMessage message) {

        private static final int FLOAT = 1;
        private static final int INT = 2;
        private static final int STRING = 3;
        private static final int INTS = 7;

        static Attribute of(String name, float value) {
            return new Attribute(new ProtoMessage().text(1, name).number(2, value).number(20, FLOAT));
        }

        static Attribute of(String name, int value) {
            return new Attribute(new ProtoMessage().text(1, name).number(3, (long) value).number(20, INT));
        }

        static Attribute of(String name, String value) {
            return new Attribute(new ProtoMessage()
                    .text(1, name)
                    .bytes(4, value.getBytes(StandardCharsets.UTF_8))
                    .number(20, STRING));
        }

        static Attribute of(String name, long[] values) {
            return new Attribute(new ProtoMessage().text(1, name).numbers(8, values).number(20, INTS));
        }
    }

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final List<ProtoMessage> nodes = new ArrayList<>();
    private final List<ProtoMessage> constants = new ArrayList<>();

    /**
     * Adds a node with one result.
     *
     * @param inputs names of values; an empty one for an optional input that is left out
     * @return the result's name
     */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        String result = operator.toLowerCase(Locale.ROOT) + "_" + nodes.size();
        node(operator, inputs, result, attributes);
        return result;
    }

    /** Adds a node whose result has the name {@code result}. */
    void node(String operator, List<String> inputs, String result, Attribute... attributes) {
        nodes.add(new ProtoMessage()
                .texts(1, inputs)
                .text(2, result)
                .text(3, result)
                .text(4, operator)
                .messages(5, Arrays.stream(attributes).map(Attribute::message).toList()));
    }

    /** Adds numbers that are known beforehand. Returns {@code name}. */
    String constant(String name, int[] shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
        constants.add(new ProtoMessage().numbers(1, dimensions).number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return name;
    }

    /** Adds integers such as a shape. Returns their name. */
    private String constant(long... values) {
        String name = "integers_" + constants.size();
        constants.add(new ProtoMessage().numbers(1, values.length).number(2, INT64).numbers(7, values).text(8, name));
        return name;
    }

    /** The same numbers as another shape; -1 for the one size that follows from the others. */
    String reshape(String value, long... shape) {
        return node("Reshape", List.of(value, constant(shape)));
    }

    /** Adds the last node, a reshape whose result is called {@code result}. */
    void reshapeTo(String result, String value, long... shape) {
        node("Reshape", List.of(value, constant(shape)), result);
    }

    String transpose(String value, long... axes) {
        return node("Transpose", List.of(value), Attribute.of("perm", axes));
    }

    /** The whole as a {@code GraphProto}. */
    ProtoMessage toMessage(String name, ProtoMessage input, ProtoMessage output) {
        return new ProtoMessage()
                .messages(1, nodes)
                .text(2, name)
                .messages(5, constants)
                .message(11, input)
                .message(12, output);
    }

    /** A {@code ValueInfoProto} of 32-bit floats whose first size is free. */
    static ProtoMessage floats(String name, String firstSize, int... otherSizes) {
        ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, firstSize));
        Arrays.stream(otherSizes).forEach(size -> shape.message(1, new ProtoMessage().number(1, (long) size)));
        ProtoMessage tensor = new ProtoMessage().number(1, (long) FLOAT).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }
}
