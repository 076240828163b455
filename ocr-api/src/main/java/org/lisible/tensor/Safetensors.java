package org.lisible.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.lisible.OcrException;

/**
 * The safetensors file format (Hugging Face): eight bytes with the length of a JSON header, the header with each tensor's
 * type, shape and place, then the numbers, little-endian and without gaps.
 *
 * <p>Read are the types F32, F16, BF16 and F64, all brought to 32-bit floats. Tensors of whole numbers and truth values,
 * such as the {@code num_batches_tracked} of a PyTorch {@code state_dict}, are checked for their place and left out: no
 * layer needs them.
 */
public final class Safetensors {

    /** A header longer than this is refused before it is read; the limit of the format's own reader. */
    static final long MAX_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * Reads and checks a whole file.
     *
     * @return the floating-point tensors by name, in the order of their places in the file; unmodifiable
     * @throws OcrException of kind {@code BROKEN}, code {@code weights-unreadable} if the file cannot be read,
     *     {@code weights-malformed} if it breaks the format, {@code weights-not-finite} for a NaN or an infinity
     */
    public static SequencedMap<String, Tensor> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, file);
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "weights-unreadable", file + " cannot be read: " + reason(e), e);
        }
    }

    private static SequencedMap<String, Tensor> read(FileChannel channel, Path file) throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw malformed(file, "it has " + size + " bytes, fewer than the 8 of the header's length");
        }
        long headerLength = fill(channel, 0, 8, file).getLong();
        if (headerLength < 2 || headerLength > MAX_HEADER) {
            throw malformed(
                    file, "its header claims " + Long.toUnsignedString(headerLength) + " bytes; 2 to " + MAX_HEADER + " are allowed");
        }
        if (headerLength > size - 8) {
            throw malformed(
                    file, "its header claims " + headerLength + " bytes, but only " + (size - 8) + " follow: it was cut short");
        }
        ByteBuffer header = fill(channel, 8, headerLength, file);
        List<SafetensorsHeader.Entry> entries =
                SafetensorsHeader.parse(header.array(), problem -> malformed(file, problem)).stream()
                        .sorted(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                                .thenComparingLong(SafetensorsHeader.Entry::end))
                        .toList();
        long dataStart = 8 + headerLength;
        checkPlaces(entries, size - dataStart, file);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : entries) {
            if (entry.type().isFloat()) {
                ByteBuffer bytes = fill(channel, dataStart + entry.begin(), entry.end() - entry.begin(), file);
                tensors.put(entry.name(), new Tensor(entry.shape(), floats(entry, bytes, file)));
            }
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static void checkPlaces(List<SafetensorsHeader.Entry> entries, long size, Path file) {
        long expected = 0;
        String before = "the header";
        for (SafetensorsHeader.Entry entry : entries) {
            if (entry.begin() != expected) {
                String fault = entry.begin() < expected ? "overlaps" : "leaves a gap after";
                throw malformed(file, "tensor " + entry.name() + " at byte " + entry.begin() + " " + fault + " " + before
                        + ", which ends at byte " + expected);
            }
            if (entry.end() > size) {
                throw malformed(file, "tensor " + entry.name() + " ends at byte " + entry.end() + " of the data, which has "
                        + size + ": it was cut short");
            }
            expected = entry.end();
            before = "tensor " + entry.name();
        }
        if (expected != size) {
            throw malformed(file, (size - expected) + " bytes follow after the last tensor");
        }
    }

    private static float[] floats(SafetensorsHeader.Entry entry, ByteBuffer bytes, Path file) {
        float[] values = new float[(int) Tensor.size(entry.shape())];
        switch (entry.type()) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) bytes.getDouble();
                }
            }
            case F16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort() << 16);
                }
            }
            default -> throw new AssertionError(entry.type());
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new OcrException(OcrException.Kind.BROKEN, "weights-not-finite", file + ": tensor " + entry.name()
                        + " has " + values[i] + " at index " + i + "; all values must be finite");
            }
        }
        return values;
    }

    /**
     * Writes tensors as F32, in their order.
     *
     * @param file made, or replaced if it is there
     * @throws OcrException of kind {@code BROKEN}, code {@code weights-unwritable}
     */
    public static void write(Path file, SequencedMap<String, Tensor> tensors) {
        byte[] header = SafetensorsHeader.write(tensors).getBytes(StandardCharsets.UTF_8);
        // The format asks for numbers aligned to 8 bytes; spaces after the JSON fill up.
        int padded = (header.length + 7) / 8 * 8;
        ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(padded).put(header);
        Arrays.fill(start.array(), start.position(), start.capacity(), (byte) ' ');
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, start.rewind());
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                float[] values = entry.getValue().data();
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                writeFully(channel, bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new OcrException(
                    OcrException.Kind.BROKEN, "weights-unwritable", file + " cannot be written: " + reason(e), e);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer fill(FileChannel channel, long position, long length, Path file) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw malformed(file, "a tensor of " + length + " bytes is larger than the 2 GiB that are read here");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw malformed(file, "it was cut short while it was read");
            }
        }
        return bytes.flip();
    }

    private static OcrException malformed(Path file, String problem) {
        return new OcrException(
                OcrException.Kind.BROKEN, "weights-malformed", file + " is no valid safetensors file: " + problem);
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    }
}
