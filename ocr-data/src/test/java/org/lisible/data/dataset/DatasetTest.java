package org.lisible.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.OcrException;
import org.lisible.data.image.PngWriter;
import org.lisible.image.GrayImage;
import org.lisible.model.Alphabet;

class DatasetTest {

    @TempDir
    private Path folder;

    @Test
    void takesLabelsFromFileNames() throws IOException {
        image("b7.png", 1);
        image("a.b.PNG", 2);
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Files.createDirectory(folder.resolve("sub.png"));
        Dataset dataset = Dataset.open(folder);
        assertThat(dataset.images()).extracting(LabelledImage::label).containsExactly("a.b", "b7");
        assertThat(dataset.images()).extracting(LabelledImage::id).containsExactly("a.b.PNG", "b7.png");
    }

    @Test
    void composesAccentsThatAFileSystemTookApart() throws IOException {
        image("e\u0301te\u0301.png", 1);
        assertThat(LabelledFolder.read(folder).images().getFirst().label()).isEqualTo("\u00e9t\u00e9");
    }

    @Test
    void readsNumberedFileNamesOnDemand() throws IOException {
        image("ab_1.png", 1);
        image("ab-02.png", 2);
        image("_3.png", 3);
        assertThat(LabelledFolder.readNumbered(folder).images())
                .extracting(LabelledImage::label)
                .containsExactly("_3", "ab", "ab");
        assertThat(LabelledFolder.read(folder).images()).extracting(LabelledImage::label).contains("ab_1");
    }

    @Test
    void prefersALabelFileInTheFolder() throws IOException {
        image("1.png", 1);
        Files.writeString(folder.resolve("labels.tsv"), "1.png\t\"quoted\" text \n");
        assertThat(Dataset.open(folder).images().getFirst().label()).isEqualTo("\"quoted\" text ");
    }

    @Test
    void readsCsvWithQuotesOtherColumnsAndAByteOrderMark() throws IOException {
        image("1.png", 1);
        image("2.png", 2);
        Path list = list("\ufefflabel,source,file\r\n\"a,\"\"b\",x,1.png\r\n\r\nc,y,2.png\r\n");
        assertThat(Dataset.open(list).images()).extracting(LabelledImage::label).containsExactly("a,\"b", "c");
    }

    @Test
    void acceptsAHeaderInATsv() throws IOException {
        image("1.png", 1);
        Path list = Files.writeString(folder.resolve("my.tsv"), "file\tlabel\n1.png\tx\n");
        assertThat(LabelFile.read(list).size()).isEqualTo(1);
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        image("in/1.png", 1);
        image("in/2.png", 2);
        Dataset dataset = new Dataset(java.util.List.of(
                new LabelledImage("1", folder.resolve("in/1.png"), "a,\"b\""),
                new LabelledImage("2", folder.resolve("in/2.png"), " \u00e9 ")));
        LabelFile.write(folder.resolve("out/list.csv"), dataset);
        assertThat(Files.readString(folder.resolve("out/list.csv")))
                .isEqualTo("file,label\n../in/1.png,\"a,\"\"b\"\"\"\n../in/2.png,\" \u00e9 \"\n");
        assertThat(LabelFile.read(folder.resolve("out/list.csv")).images())
                .extracting(LabelledImage::label)
                .containsExactly("a,\"b\"", " \u00e9 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name,text;1.png,a | : its first line must name the columns file and label, not name,text",
        "file,label;1.png | : row 2 has no label",
        "file,label;1.png, | : row 2 has an empty file name or label",
        "file,label;1.png,a;x.png,b;y.png,c | : 2 of its 3 images are missing: x.png, y.png",
        "file,label | lists no images",
        "file,label;1.png,a;1.png,b | the image 1.png is listed twice",
        "file,label;1.png,\"a | EOF"})
    void saysWhatIsWrongWithALabelFile(String content, String message) throws IOException {
        image("1.png", 1);
        Path list = list(content.replace(';', '\n'));
        assertThatThrownBy(() -> LabelFile.read(list))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesALabelFileThatIsNotUtf8() throws IOException {
        image("1.png", 1);
        Path list = Files.write(
                folder.resolve("list.csv"), "file,label\n1.png,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> LabelFile.read(list)).hasMessageEndingWith("list.csv: it is not in UTF-8");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(catchThrowableOfType(OcrException.class, () -> Dataset.open(folder.resolve("gone"))).code())
                .isEqualTo("missing-data");
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessage("there are no images in " + folder
                        + "; files that end in bmp, gif, jpeg, jpg, png, tif, tiff, webp count");
    }

    @Test
    void namesTheLabelOutsideTheAlphabet() throws IOException {
        image("ab\u00e9.png", 1);
        Dataset dataset = LabelledFolder.read(folder);
        dataset.check(Alphabet.of("ab\u00e9"));
        assertThat(dataset.alphabet()).hasToString("ab\u00e9");
        assertThatThrownBy(() -> dataset.check(Alphabet.of("ab")))
                .hasMessage("the label \"ab\u00e9\" of ab\u00e9.png has '\u00e9' (U+00E9), "
                        + "which is not in the alphabet \"ab\"");
    }

    private Path list(String content) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), content);
    }

    private void image(String name, int level) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, PngWriter.write(new GrayImage(1, 1, new byte[] {(byte) level})));
    }
}
