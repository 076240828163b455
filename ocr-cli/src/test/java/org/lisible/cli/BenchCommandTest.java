package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.model.BundleWriter;
import org.lisible.spi.TestBundles;

/** On a tiny network, with turns so short that the times say nothing: that it runs and tells what it measured. */
class BenchCommandTest {

    @TempDir
    private Path folder;

    private Path tiny;

    @BeforeEach
    void write() {
        tiny = folder.resolve("small");
        BundleWriter.write(tiny, TestBundles.small(3), JsonValue.EMPTY_JSON_OBJECT, "# For tests");
    }

    @Test
    void tellsTheRatiosOfAllPeersFirstThenTimesThenSteps() {
        CommandRun run = bench("--threads", "1", "--batch", "1,3");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("4 peers agree");
        assertThat(run.out()).contains("ONNX Runtime 1.", "TensorFlow 2.", "Vector API, ", "scalar (asked for by");
        Matcher ratios = Pattern.compile("\\*\\*(\\d+\\.\\d+)\\*\\* \\((\\d+\\.\\d+) to (\\d+\\.\\d+)\\)").matcher(run.out());
        assertThat(ratios.results()).hasSize(6).allSatisfy(ratio -> {
            assertThat(number(ratio, 1)).isPositive();
            assertThat(number(ratio, 1)).isBetween(number(ratio, 2), number(ratio, 3));
        });
        assertThat(run.out().indexOf("**")).isLessThan(run.out().indexOf("Milliseconds an image"));
        assertThat(run.out()).containsPattern("\\| conv1 3x3 1-5[^|]*\\|").containsPattern("peak of one core was [1-9]\\d*\\.\\d GF/s");
    }

    @Test
    void writesFiguresAndPicturesAndFailsIfABarIsMissed() throws Exception {
        Path json = folder.resolve("bench.json");
        BundleWriter.write(tiny, TestBundles.linear(3), JsonValue.EMPTY_JSON_OBJECT, "# For tests");
        CommandRun run = bench(
                "--threads", "1", "--batch", "2", "--peers", "pure,scalar,onnxruntime", "--json", json.toString(), "--svg", folder.toString(), "--check");
        JsonObject model;
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(json))) {
            model = reader.readObject().getJsonArray("models").getJsonObject(0);
        }
        assertThat(model.getString("model")).isEqualTo("linear/1");
        JsonObject onnx = model.getJsonArray("results").getJsonObject(2);
        assertThat(onnx.getString("peer")).isEqualTo("ONNX Runtime");
        assertThat(onnx.getInt("runs")).isGreaterThanOrEqualTo(9);
        double ratio = onnx.getJsonNumber("ratio").doubleValue();
        assertThat(ratio).isPositive();
        boolean below = run.err().contains("missed: linear/1, 1 thread(s), 2 images: ONNX Runtime takes");
        assertThat(below).isEqualTo(ratio < 1.5);
        assertThat(run.code()).as(run.err()).isEqualTo(run.err().contains("missed: ") ? 1 : 0);
        assertThat(Files.readString(folder.resolve("bench-linear.svg"))).contains("1 thread, 2 images", "ONNX Runtime");
        assertThat(Files.readString(folder.resolve("bench-linear-steps.svg"))).contains("out 722-9");
    }

    @Test
    void measuresOnlyThePeersThatAreNamedOnAsManyThreads() {
        CommandRun run = bench("--threads", "2", "--batch", "2", "--peers", "onnxruntime,pure");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Time of the others in times of ONNX Runtime")
                .containsPattern("\\|       2 \\|      2 \\| \\*\\*")
                .doesNotContain("TensorFlow", "scalar", "peak");
    }

    @Test
    void refusesImpossibleOptions() {
        assertFailure("--threads is [0], not at least 1 each", "--threads", "0");
        assertFailure("--batch is [1, -1], not at least 1 each", "--batch", "1,-1");
        assertFailure("--rounds is 0, not at least 1", "--rounds", "0");
        assertFailure("--turn has to be above zero, --warm-up not below", "--turn", "PT0S");
        assertFailure("--peers is [PURE, PURE], which names one twice", "--peers", "pure,pure");
        assertFailure("expected one of [PURE, SCALAR, ONNXRUNTIME, TENSORFLOW] (case-insensitive) but was 'torch'", "--peers", "torch");
    }

    private void assertFailure(String message, String... options) {
        CommandRun run = bench(options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static double number(MatchResult match, int group) {
        return Double.parseDouble(match.group(group));
    }

    private CommandRun bench(String... more) {
        List<String> all = new ArrayList<>(List.of("bench", "--model", tiny.toString()));
        all.addAll(List.of(more));
        Map.of("--rounds", "3", "--turn", "PT0.001S", "--warm-up", "PT0.1S").forEach((option, value) -> {
            if (!all.contains(option)) {
                all.addAll(List.of(option, value));
            }
        });
        return CommandRun.of(all.toArray());
    }
}
