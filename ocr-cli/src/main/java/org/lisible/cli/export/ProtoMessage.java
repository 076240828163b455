package org.lisible.cli.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.google.protobuf.CodedOutputStream;

/** A protocol buffer's message that is written field by field, without classes made from a schema. */
final class ProtoMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** A field of type {@code int64}, {@code int32} or an enum. */
    ProtoMessage number(int field, long value) {
        return written(() -> out.writeInt64(field, value));
    }

    /** A field of type {@code float}. */
    ProtoMessage number(int field, float value) {
        return written(() -> out.writeFloat(field, value));
    }

    /** A repeated field of type {@code int64}, one entry after the other, as every reader takes it. */
    ProtoMessage numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    ProtoMessage text(int field, String value) {
        return written(() -> out.writeString(field, value));
    }

    ProtoMessage texts(int field, List<String> values) {
        values.forEach(value -> text(field, value));
        return this;
    }

    ProtoMessage bytes(int field, byte[] value) {
        return written(() -> out.writeByteArray(field, value));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return bytes(field, value.toBytes());
    }

    ProtoMessage messages(int field, List<ProtoMessage> values) {
        values.forEach(value -> message(field, value));
        return this;
    }

    byte[] toBytes() {
        written(out::flush);
        return bytes.toByteArray();
    }

    private interface Writing {
        void write() throws IOException;
    }

    private ProtoMessage written(Writing writing) {
        try {
            writing.write();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return this;
    }
}
