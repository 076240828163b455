package org.lisible.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;

class SafetensorsTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("w.safetensors");
    }

    @Test
    void readsWhatItWrote() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", new Tensor(new int[] {2, 3}, new float[] {1, -2.5f, 0, -0f, Float.MIN_VALUE, Float.MAX_VALUE}));
        tensors.put("a \"quoted\" é", new Tensor(new int[] {}, new float[] {7}));
        tensors.put("empty", new Tensor(new int[] {0, 4}, new float[0]));
        Safetensors.write(file, tensors);

        SequencedMap<String, Tensor> read = Safetensors.read(file);

        assertThat(read.keySet()).containsExactly("z.weight", "a \"quoted\" é", "empty");
        tensors.forEach((name, tensor) -> {
            assertThat(read.get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.get(name).data()).isEqualTo(tensor.data());
        });
    }

    @Test
    void alignsTheNumbersToEightBytes() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("odd", new Tensor(new int[] {1}, new float[] {1}));
        Safetensors.write(file, tensors);
        assertThat(Files.size(file) - 4).isEqualTo(Files.size(file) / 8 * 8);
    }

    @Test
    void bringsHalfAndDoublePrecisionToFloatsAndLeavesCountersOut() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putLong(42).putShort((short) 0x3e00).putShort((short) 0xbfc0).putFloat(3);
        write(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"d\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"bn.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]},"
                        + "\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[16,18]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[18,20]},"
                        + "\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[20,24]}}",
                data.array());

        SequencedMap<String, Tensor> read = Safetensors.read(file);

        assertThat(read.keySet()).containsExactly("d", "h", "b", "f");
        assertThat(read.get("d").data()).containsExactly(0.1f);
        assertThat(read.get("h").data()).containsExactly(1.5f);
        assertThat(read.get("b").data()).containsExactly(-1.5f);
        assertThat(read.get("f").data()).containsExactly(3f);
    }

    @Test
    void readsAHeaderThatNamesTensorsInAnotherOrderThanTheyLie() throws IOException {
        write("{\"b\":" + f32(4, 8) + ",\"a\":" + f32(0, 4) + "}", floats(1, 2));
        assertThat(Safetensors.read(file).keySet()).containsExactly("a", "b");
        assertThat(Safetensors.read(file).get("b").data()).containsExactly(2f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                        + "|tensor a is named twice",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}"
                        + "|tensor b at byte 0 overlaps tensor a, which ends at byte 4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                        + "|tensor a at byte 4 leaves a gap after the header, which ends at byte 0",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|4 bytes follow after the last tensor",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}"
                        + "|tensor a ends at byte 12 of the data, which has 8: it was cut short",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}"
                        + "|tensor a of type F32 and shape [3] needs 12 bytes, but its data_offsets hold 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}"
                        + "|data_offsets of tensor a are [8, 0], not where it begins and where it ends",
                "{'a':{'dtype':'F8','shape':[2],'data_offsets':[0,8]}}|dtype F8 of tensor a is unknown; there are: [F64, F32",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}"
                        + "|shape of tensor a holds something that is no whole number from 0",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}"
                        + "|shape of tensor a holds something that is no whole number from 0",
                "{'a':{'dtype':'F32','shape':[99999999999,99999999999],'data_offsets':[0,8]}}"
                        + "|shape [99999999999, 99999999999] of tensor a is too large",
                "{'a':{'dtype':'F32','shape':[2]}}|tensor a has no data_offsets",
                "{'a':{'shape':[2],'data_offsets':[0,8]}}|tensor a has no dtype",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}|tensor a has the unknown field x",
                "{'a':[1]}|the header's entry a is not a JSON object",
                "[]|its header is not a JSON object",
                "{'a':|its header is not valid JSON",
            })
    void refusesABrokenHeader(String header, String problem) throws IOException {
        write(header.replace('\'', '"'), floats(1, 2));
        assertRefused("weights-malformed", file + " is no valid safetensors file: " + problem);
    }

    @Test
    void refusesAFileThatIsShorterThanItsHeader() throws IOException {
        byte[] whole = whole("{\"a\":" + f32(0, 4) + "}", floats(1));
        Files.write(file, Arrays.copyOf(whole, 20));
        assertRefused("weights-malformed", "but only 12 follow: it was cut short");
        Files.write(file, Arrays.copyOf(whole, 5));
        assertRefused("weights-malformed", "it has 5 bytes, fewer than the 8 of the header's length");
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertRefused("weights-malformed", "tensor a ends at byte 4 of the data, which has 3: it was cut short");
    }

    @Test
    void refusesAHeaderLengthBeforeItReadsIt() throws IOException {
        ByteBuffer huge = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_001);
        Files.write(file, huge.array());
        assertRefused("weights-malformed", "its header claims 100000001 bytes; 2 to 100000000 are allowed");
        Files.write(file, huge.putLong(0, -1).array());
        assertRefused("weights-malformed", "its header claims 18446744073709551615 bytes");
    }

    @Test
    void refusesNumbersThatAreNotFinite() throws IOException {
        write("{\"a\":" + f32(0, 8).replace("[1]", "[2]") + "}", floats(1, Float.NaN));
        assertRefused("weights-not-finite", file + ": tensor a has NaN at index 1; all values must be finite");
        write("{\"a\":" + f32(0, 4) + "}", floats(Float.NEGATIVE_INFINITY));
        assertRefused("weights-not-finite", "tensor a has -Infinity at index 0");
        byte[] tooLargeForAFloat = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300).array();
        write("{\"a\":" + f32(0, 8).replace("F32", "F64") + "}", tooLargeForAFloat);
        assertRefused("weights-not-finite", "tensor a has Infinity at index 0");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() throws IOException {
        byte[] whole = whole("{\"a\":" + f32(0, 4) + "}", floats(1));
        whole[10] = (byte) 0xff;
        Files.write(file, whole);
        assertRefused("weights-malformed", "its header is not UTF-8");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertRefused("weights-unreadable", file + " cannot be read: there is no such file");
    }

    private void assertRefused(String code, String message) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(OcrException.class, e -> {
                    assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN);
                    assertThat(e.code()).isEqualTo(code);
                });
    }

    private static String f32(int begin, int end) {
        return "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + begin + "," + end + "]}";
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private void write(String header, byte[] data) throws IOException {
        Files.write(file, whole(header, data));
    }

    private static byte[] whole(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
