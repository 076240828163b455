package org.lisible.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lisible.OcrException;
import org.lisible.image.GrayImage;

class IdxTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void readsAPairAndNamesImagesByTheirPlace(String packed) throws IOException {
        pair(packed, "A", "b", "\\");
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.images()).extracting(LabelledImage::id).containsExactly("000000", "000001", "000002");
        assertThat(dataset.images()).extracting(LabelledImage::label).containsExactly("A", "b", "\\");
        assertThat(dataset.images().get(1).file()).hasToString(folder + "/train-images-idx3-ubyte" + packed + "#000001");
        GrayImage second = dataset.images().get(1).source().read();
        assertThat(second.width()).isEqualTo(3);
        assertThat(second.height()).isEqualTo(2);
        assertThat(second.pixels()).containsExactly(0, 0, 0, 0, 2, 0);
        assertThat(Dataset.open(folder.resolve("train-images-idx3-ubyte" + packed))).isEqualTo(dataset);
    }

    @Test
    void takesTheCharactersOfLabelsFromAMapping() throws IOException {
        images("", 2);
        labels("", 0, 61);
        Files.writeString(folder.resolve("mapping.txt"), "0 48\n61 122\n");
        assertThat(Dataset.open(folder).images()).extracting(LabelledImage::label).containsExactly("0", "z");
    }

    @Test
    void everyPrintableCharacterSurvivesASplitOnDisk() throws IOException {
        String[] all = IntStream.rangeClosed('!', '~').mapToObj(Character::toString).toArray(String[]::new);
        pair(".gz", all);
        Dataset dataset = Dataset.open(folder);
        Split.of(dataset, 0.5, 1).write(folder.resolve("split"));
        Split read = Split.read(folder.resolve("split"));
        assertThat(read.training().images().getFirst().id()).startsWith("../train-images-idx3-ubyte.gz#0000");
        assertThat(sources(read)).isEqualTo(Set.copyOf(dataset.images().stream()
                .map(image -> image.source() + image.label())
                .toList()));
        assertThat(read.training().size()).isEqualTo(47);
    }

    @Test
    void namesTheNumberThatAListHasTooMuch() throws IOException {
        pair("", "a", "b");
        Path list = Files.writeString(
                folder.resolve("list.csv"),
                "file,label\ntrain-images-idx3-ubyte#000001,b\ntrain-images-idx3-ubyte#000002,c\ngone-images-idx3-ubyte#000001,d\n");
        assertThatThrownBy(() -> Dataset.open(list))
                .hasMessageEndingWith("2 of its 3 images are missing: "
                        + "train-images-idx3-ubyte#000002, gone-images-idx3-ubyte#000001");
    }

    @Test
    void keepsEqualGlyphsOnOneSideWhereverTheyStand() throws IOException {
        byte[][] images = new byte[20][];
        int[] labels = new int[20];
        for (int i = 0; i < 10; i++) {
            byte ink = (byte) (100 + i);
            images[2 * i] = new byte[] {0, ink, 0, 0, 0, 0};
            images[2 * i + 1] = new byte[] {0, 0, 0, 0, ink, 0};
            labels[2 * i] = '\'';
            labels[2 * i + 1] = ',';
        }
        write("train-images-idx3-ubyte", images(images), "");
        labels("", labels);
        for (int seed = 0; seed < 5; seed++) {
            Split split = Split.of(Dataset.open(folder), 0.3, seed);
            assertThat(split.validation().size()).isEqualTo(6);
            assertThat(pairs(split.validation())).doesNotContainAnyElementsOf(pairs(split.training()));
        }
    }

    @Test
    void keepsImagesOfOneWriterOnOneSide() throws IOException {
        pair("", IntStream.range(0, 40).mapToObj(_ -> "\\").toArray(String[]::new));
        Files.writeString(
                folder.resolve("train-index.tsv"),
                IntStream.range(0, 40)
                        .mapToObj(i -> i + "\t92\t" + (i < 10 ? "curated/92/" + i + ".png"
                                : "backslash/apa-apa%02d-app%d_%04d.png".formatted(i % 6, i, i)))
                        .collect(Collectors.joining("\n")));
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.images().get(9).source().writer()).isEmpty();
        assertThat(dataset.images().get(12).source().writer()).contains("apa-apa00");
        for (int seed = 0; seed < 5; seed++) {
            Split split = Split.of(dataset, 0.4, seed);
            assertThat(writers(split.validation())).isNotEmpty().doesNotContainAnyElementsOf(writers(split.training()));
        }
    }

    @Test
    void saysThatAnIndexDoesNotFit() throws IOException {
        pair("", "a", "b");
        Path index = Files.writeString(folder.resolve("train-index.tsv"), "0\t97\tx.png\n");
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageEndingWith("it has 1 lines for 2 images");
        Files.writeString(index, "0\t97\tx.png\n2\t98\ty.png\n");
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageEndingWith("line 2 does not have the columns 1, label and source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "00000803 00000001 00000002                              | it ends within its header",
        "00000801 00000001 00000002 00000003 010203040506        | it begins with 00000801, not with 00000803, which says unsigned bytes in 3 dimensions",
        "00000803 00000000 00000002 00000003                     | its header says [0, 2, 3] values: each number is to be 1 or more",
        "00000803 ffffffff 00000002 00000003                     | its header says [-1, 2, 3] values: each number is to be 1 or more",
        "00000803 7fffffff 7fffffff 7fffffff 01                  | its header says [2147483647, 2147483647, 2147483647] values; the limit is 1073741824",
        "00000803 00010000 00000040 00000040 01                  | it ends before the 268435456 values that its header announces",
        "00000803 00000001 00000002 00000003 0102030405          | it ends before the 6 values that its header announces",
        "00000803 00000001 00000002 00000003 01020304050607      | it goes on after the 6 values that its header announces",
        "00000803 00000002 00000001 00000003 010203 070707       | image 000001 is blank"})
    void saysWhatIsWrongWithAFile(String hex, String message) throws IOException {
        labels("", 'a', 'b');
        write("train-images-idx3-ubyte", java.util.HexFormat.of().parseHex(hex.replace(" ", "")), "");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(OcrException.class)
                .hasMessage("the idx file " + folder.resolve("train-images-idx3-ubyte") + ": " + message);
    }

    @Test
    void saysThatAPackedFileIsCutOffOrNotPacked() throws IOException {
        Path file = images(".gz", 200);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20));
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageEndingWith(".gz: it is cut off");
        Files.writeString(file, "no such thing");
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageEndingWith(".gz: Not in GZIP format");
    }

    @Test
    void saysWhatIsWrongWithLabels() throws IOException {
        images("", 2);
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessage("there is no file " + folder.resolve("train-labels-idx1-ubyte.gz"));
        labels("", 'a');
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageEndingWith("it has 1 labels for the 2 images of train-images-idx3-ubyte");
        labels("", 'a', 10);
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageContaining("the label 10 of image 000001 is neither the code of a printable ASCII character");
        Files.writeString(folder.resolve("mapping.txt"), "97 65\n10 200\n");
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageContaining("mapping.txt: the line \"10 200\" is not a new label");
    }

    @Test
    void asksWhichOfSeveralSetsInAFolderIsMeant() throws IOException {
        pair("", "a");
        Files.copy(folder.resolve("train-images-idx3-ubyte"), folder.resolve("test-images-idx3-ubyte"));
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageEndingWith("has several idx files: test-images-idx3-ubyte, train-images-idx3-ubyte; "
                        + "name one of them in place of the folder");
    }

    @Test
    void joinsSetsUnderOneSpaceOfNames() throws IOException {
        pair("", "a", "b");
        Dataset one = Dataset.open(folder);
        assertThat(Dataset.join(List.of(one))).isSameAs(one);
        assertThat(Dataset.join(List.of(one, one)).images())
                .extracting(LabelledImage::id)
                .containsExactly("1/000000", "1/000001", "2/000000", "2/000001");
    }

    /** Images of 3x2 pixels that are all different and not blank. */
    private void pair(String packed, String... labels) throws IOException {
        images(packed, labels.length);
        labels(packed, Arrays.stream(labels).mapToInt(label -> label.charAt(0)).toArray());
    }

    private Path images(String packed, int count) throws IOException {
        byte[][] images = new byte[count][];
        for (int i = 0; i < count; i++) {
            images[i] = new byte[] {0, 0, 0, 0, (byte) (i + 1), 0};
        }
        return write("train-images-idx3-ubyte" + packed, images(images), packed);
    }

    private static byte[] images(byte[]... images) {
        ByteBuffer file = ByteBuffer.allocate(16 + 6 * images.length).putInt(0x803).putInt(images.length).putInt(2).putInt(3);
        for (byte[] image : images) {
            file.put(image);
        }
        return file.array();
    }

    private void labels(String packed, int... codes) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + codes.length).putInt(0x801).putInt(codes.length);
        for (int code : codes) {
            file.put((byte) code);
        }
        write("train-labels-idx1-ubyte" + packed, file.array(), packed);
    }

    private Path write(String name, byte[] content, String packed) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (packed.isEmpty()) {
            bytes.write(content);
        } else {
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static Set<String> sources(Split split) {
        Set<String> sources = new HashSet<>();
        split.training().images().forEach(image -> sources.add(image.source() + image.label()));
        split.validation().images().forEach(image -> sources.add(image.source() + image.label()));
        return sources;
    }

    private static List<Integer> pairs(Dataset dataset) {
        return dataset.images().stream().map(image -> Integer.parseInt(image.id()) / 2).toList();
    }

    private static Set<String> writers(Dataset dataset) {
        return dataset.images().stream()
                .flatMap(image -> image.source().writer().stream())
                .collect(Collectors.toSet());
    }
}
