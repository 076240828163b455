package org.lisible.cli;

import java.util.List;
import java.util.stream.IntStream;

import org.lisible.data.evaluation.Classification;
import org.lisible.data.evaluation.Evaluation;
import org.lisible.data.evaluation.Reading;
import org.lisible.decode.DecodeOptions;
import org.lisible.decode.Decoder;
import org.lisible.model.Manifest;
import org.lisible.result.Alternative;
import org.lisible.result.EngineResult;
import org.lisible.result.Recognition;

/** From what engines put out to what is judged. */
final class Readings {

    private Readings() {}

    /** What was read of each sample; of single characters also what else they may be. */
    static List<Reading> of(
            List<Sample> samples, List<EngineResult> results, Manifest manifest, DecodeOptions options) {
        boolean characters = isOfCharacters(manifest);
        DecodeOptions ranking = characters
                ? options.withCharacterAlternatives(Math.max(Classification.FIVE, options.characterAlternatives()))
                : options;
        return IntStream.range(0, samples.size())
                .mapToObj(i -> {
                    Sample sample = samples.get(i);
                    Recognition read = Decoder.decode(results.get(i), manifest, ranking);
                    List<String> ranked = characters && !read.spans().isEmpty()
                            ? read.spans().getFirst().alternatives().stream().map(Alternative::text).toList()
                            : List.of();
                    return new Reading(sample.id(), sample.label(), read.text(), read.confidence(), ranked);
                })
                .toList();
    }

    /** Readings of single characters are judged as such. */
    static Evaluation judge(List<Reading> readings, Manifest manifest) {
        return isOfCharacters(manifest)
                ? Evaluation.ofCharacters(readings, manifest.alphabet().symbols())
                : Evaluation.of(readings);
    }

    private static boolean isOfCharacters(Manifest manifest) {
        return manifest.task().equals(Manifest.CHARACTER);
    }
}
