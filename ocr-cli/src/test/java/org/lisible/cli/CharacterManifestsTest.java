package org.lisible.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lisible.model.LayerTensors;
import org.lisible.model.Manifest;
import org.lisible.model.Shapes;

class CharacterManifestsTest {

    @ParameterizedTest
    @CsvSource({"cnn,1_748_254", "resnet,1_775_934", "linear,368_574"})
    void describeNetworksForAllPrintableCharacters(String name, String parameters) {
        Manifest manifest = ModelFiles.manifest(Path.of("../docs/manifests/characters-" + name + ".json"));
        assertThat(manifest.task()).isEqualTo(Manifest.CHARACTER);
        assertThat(manifest.alphabet())
                .hasToString(IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining()));
        assertThat(Shapes.of(manifest).getLast()).containsExactly(1, 94);
        long count = manifest.layers().stream()
                .flatMap(layer -> LayerTensors.of(layer).entrySet().stream())
                .filter(tensor -> !tensor.getKey().contains(".running_"))
                .mapToLong(tensor -> java.util.Arrays.stream(tensor.getValue()).asLongStream().reduce(1, (a, b) -> a * b))
                .sum();
        assertThat(count).isEqualTo(Long.parseLong(parameters.replace("_", "")));
    }
}
