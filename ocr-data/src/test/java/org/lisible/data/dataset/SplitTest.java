package org.lisible.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.data.image.PngWriter;
import org.lisible.image.GrayImage;

class SplitTest {

    @TempDir
    private Path folder;

    @Test
    void putsOneInTenAside() throws IOException {
        Split split = Split.of(images(100), 0.1, 1);
        assertThat(split.validation().size()).isEqualTo(10);
        assertThat(split.training().size()).isEqualTo(90);
        assertThat(ids(split.training())).doesNotContainAnyElementsOf(ids(split.validation()));
        assertThat(Split.of(images(100), 0.1, 2)).isNotEqualTo(split);
    }

    @Test
    void staysTheSameInEveryOrderAndMostlyWhenImagesComeIn() throws IOException {
        Dataset dataset = images(100);
        Split split = Split.of(dataset, 0.1, 1);
        assertThat(ids(split.validation()))
                .as("pinned: other machines must agree")
                .containsExactly("0.png", "11.png", "23.png", "31.png", "57.png",
                        "60.png", "64.png", "73.png", "79.png", "94.png");
        List<LabelledImage> shuffled = new ArrayList<>(dataset.images());
        Collections.shuffle(shuffled, new Random(7));
        assertThat(Split.of(new Dataset(shuffled), 0.1, 1)).isEqualTo(split);
        Set<String> moved = new HashSet<>(ids(Split.of(images(110), 0.1, 1).validation()));
        moved.retainAll(ids(split.training()));
        assertThat(moved).hasSizeLessThan(5);
    }

    @Test
    void keepsImagesOfTheSamePixelsOnOneSide() throws IOException {
        Dataset dataset = images(20);
        List<LabelledImage> twins = new ArrayList<>(dataset.images());
        for (LabelledImage image : dataset.images()) {
            Path copy = Files.copy(image.file(), folder.resolve("copy-of-" + image.id()));
            twins.add(new LabelledImage(copy.getFileName().toString(), copy, image.label()));
        }
        for (int seed = 0; seed < 5; seed++) {
            Split split = Split.of(new Dataset(twins), 0.2, seed);
            assertThat(split.validation().size()).isEqualTo(8);
            assertThat(labels(split.validation())).doesNotContainAnyElementsOf(labels(split.training()));
        }
    }

    @Test
    void refusesTheSamePixelsWithTwoLabels() throws IOException {
        LabelledImage image = images(1).images().getFirst();
        Dataset dataset = new Dataset(List.of(image, new LabelledImage("other", image.file(), "x")));
        assertThatThrownBy(() -> Split.of(dataset, 0.5, 1))
                .hasMessage("0.png and other show the same pixels, but are labelled \"t0\" and \"x\"");
    }

    @Test
    void refusesWhatCannotBeDivided() throws IOException {
        Dataset one = images(1);
        assertThatThrownBy(() -> Split.of(one, 0.1, 1))
                .hasMessage("a split needs at least two different images, not 1");
        assertThatThrownBy(() -> Split.of(one, 1, 1)).hasMessage("the validation share is 1.0, not between 0 and 1");
        assertThatThrownBy(() -> Folds.of(one, 2, 1)).hasMessageStartingWith("1 different images cannot make 2 folds");
        assertThat(Split.of(images(2), 0.01, 1).validation().size()).isEqualTo(1);
    }

    @Test
    void readsBackWhatItWroteAndNoticesALeak() throws IOException {
        Split split = Split.of(images(30), 0.1, 1);
        split.write(folder.resolve("split"));
        Split read = Split.read(folder.resolve("split"));
        assertThat(labels(read.training())).containsExactlyElementsOf(labels(split.training()));
        assertThat(labels(read.validation())).containsExactlyElementsOf(labels(split.validation()));
        Files.copy(folder.resolve("split/val_split.csv"), folder.resolve("split/train_split.csv"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Split.read(folder.resolve("split")))
                .hasMessageContaining("is in both parts of the split");
    }

    @Test
    void putsEveryImageInExactlyOneFold() throws IOException {
        Dataset dataset = images(53);
        Folds folds = Folds.of(dataset, 5, 1);
        List<LabelledImage> all = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            assertThat(folds.parts().get(fold).size()).isBetween(10, 11);
            Split split = folds.split(fold);
            assertThat(split.validation()).isEqualTo(folds.parts().get(fold));
            assertThat(split.training().size()).isEqualTo(53 - split.validation().size());
            all.addAll(split.validation().images());
        }
        assertThat(new Dataset(all)).isEqualTo(dataset);
        assertThat(Folds.of(dataset, 5, 1)).isEqualTo(folds);
        assertThat(Folds.of(dataset, 5, 2)).isNotEqualTo(folds);
    }

    private Dataset images(int count) throws IOException {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(i + ".png");
            Files.write(file, PngWriter.write(new GrayImage(2, 1, new byte[] {(byte) i, 9})));
            images.add(new LabelledImage(i + ".png", file, "t" + i));
        }
        return new Dataset(images);
    }

    private static List<String> ids(Dataset dataset) {
        return dataset.images().stream().map(LabelledImage::id).toList();
    }

    private static List<String> labels(Dataset dataset) {
        return dataset.images().stream().map(LabelledImage::label).toList();
    }
}
