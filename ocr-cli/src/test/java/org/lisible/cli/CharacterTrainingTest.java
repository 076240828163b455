package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.model.BundleReader;

/** From idx sets to a bundle and its evaluation, with the plain baseline's manifest. */
class CharacterTrainingTest {

    private static final int COUNT = 40;
    private static final String MANIFEST = "../docs/manifests/characters-linear.json";

    @TempDir
    Path root;

    @Test
    void learnsFromTheTrainingPartsOfTwoSetsAndIsJudgedByTheOthers() throws IOException {
        Path large = set("large", 64, 1);
        Path small = set("small", 28, 2);
        for (Path set : new Path[] {large, small}) {
            CommandRun split = CommandRun.of("split", set, "--out", root.resolve("splits").resolve(set.getFileName()), "--validation", 0.25);
            assertThat(split.out()).as(split.err()).contains("30 images in ", "10 in ", "alphabet -|");
        }

        CommandRun run = CommandRun.of(
                "train", MANIFEST, "--data", root.resolve("splits/large/train_split.csv"), "--data",
                root.resolve("splits/small/train_split.csv"), "--out", root.resolve("model"), "--work", root.resolve("work"),
                "--balance", 40, "--drop-frame", 0.3, "--epochs", 4, "--batch", 8, "--learning-rate", 0.01, "--threads", 1);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("54 images to train on, 6 to validate on");
        JsonObject training = ModelFiles.json(root.resolve("model/metrics.json")).getJsonObject("training");
        assertThat(training.getInt("balance")).isEqualTo(40);
        assertThat(training.getJsonNumber("dropFrame").doubleValue()).isEqualTo(0.3);
        assertThat(training.getString("augmentation")).isEqualTo("characters");
        assertThat(BundleReader.read(root.resolve("model")).manifest().id()).isEqualTo("characters-linear");
        assertThat(root.resolve("work/val_split.csv")).content().contains("../large/train-images-idx3-ubyte#0000", "../small/train-");

        CommandRun judged = CommandRun.of(
                "evaluate", "--model", root.resolve("model"), "--data", root.resolve("splits/large/val_split.csv"), "--threads", 1);
        assertThat(judged.code()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("case and all | 100.00 % | 10 | 10 |");
    }

    @Test
    void learnsFromCharactersThatAPenDraws() throws IOException {
        CommandRun run = CommandRun.of(
                "train", MANIFEST, "--data", set("bars", 28, 1), "--out", root.resolve("drawn"), "--work", root.resolve("w"),
                "--synthetic", 94, "--epochs", 1, "--batch", 8, "--threads", 1);
        assertThat(run.code()).as(run.err()).isZero();
        JsonObject training = ModelFiles.json(root.resolve("drawn/metrics.json")).getJsonObject("training");
        assertThat(training.getInt("syntheticImagesPerEpoch")).isEqualTo(94);
    }

    @Test
    void refusesFlagsThatDoNotFitTheNetwork() throws IOException {
        Path set = set("set", 28, 1);
        CommandRun text = CommandRun.of(
                "train", "../docs/manifests/captcha-v2.json", "--data", set, "--work", root.resolve("w"), "--drop-frame", 0.1);
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.err()).contains("which is not in the alphabet");
        CommandRun share = CommandRun.of("train", MANIFEST, "--data", set, "--work", root.resolve("w"), "--drop-frame", 2);
        assertThat(share.code()).isEqualTo(2);
        assertThat(share.err()).contains("--drop-frame is 2.0, not between 0 and 1");
        CommandRun balance = CommandRun.of("train", MANIFEST, "--data", set, "--work", root.resolve("w"), "--balance", -1);
        assertThat(balance.err()).contains("--balance is -1, not at least 0");
    }

    /** Bars, standing and lying. */
    private Path set(String name, int size, int seed) throws IOException {
        Random random = new Random(seed);
        ByteBuffer images = ByteBuffer.allocate(16 + COUNT * size * size)
                .putInt(0x803)
                .putInt(COUNT)
                .putInt(size)
                .putInt(size);
        ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            boolean standing = i % 2 == 0;
            int thick = size / 14 + random.nextInt(2);
            int at = random.nextInt(size / 4, 3 * size / 4);
            byte[] pixels = new byte[size * size];
            for (int along = size / 7 + random.nextInt(3); along < 6 * size / 7 - random.nextInt(3); along++) {
                for (int across = at; across < at + thick; across++) {
                    pixels[standing ? along * size + across : across * size + along] = (byte) random.nextInt(230, 256);
                }
            }
            images.put(pixels);
            labels.put((byte) (standing ? '|' : '-'));
        }
        Path folder = Files.createDirectories(root.resolve(name));
        Files.write(folder.resolve("train-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels.array());
        return folder;
    }
}
