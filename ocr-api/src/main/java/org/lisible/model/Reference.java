package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.lisible.OcrException;
import org.lisible.tensor.Safetensors;
import org.lisible.tensor.Tensor;

/**
 * What the network puts out for one input. A bundle may hold a few, so that whoever runs it can tell whether it computes the
 * right thing.
 *
 * @param input {@code [channels, height, width]} as the manifest's {@code InputSpec} says
 * @param logits {@code [steps, classes]}, before any softmax
 */
public record Reference(Tensor input, Tensor logits) {

    /** Holds {@code input.0}, {@code logits.0}, {@code input.1} and so on; it may be missing. */
    public static final String FILE = "reference.safetensors";

    public Reference {
        requireNonNull(input, "input is null");
        requireNonNull(logits, "logits is null");
    }

    static List<Reference> read(Path folder, Manifest manifest) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        Map<String, Tensor> tensors = Safetensors.read(file);
        List<Reference> references = new ArrayList<>();
        for (int i = 0; tensors.containsKey("input." + i) || tensors.containsKey("logits." + i); i++) {
            InputSpec input = manifest.input();
            references.add(new Reference(
                    shaped(tensors, "input." + i, file, input.channels(), input.height(), input.width()),
                    shaped(tensors, "logits." + i, file, Shapes.of(manifest).getLast())));
        }
        return references;
    }

    private static Tensor shaped(Map<String, Tensor> tensors, String name, Path file, int... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !tensor.hasShape(shape)) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "reference-malformed",
                    file + " has " + (tensor == null ? "no tensor " + name : name + " " + Arrays.toString(tensor.shape()))
                            + "; the model takes and gives " + name + " " + Arrays.toString(shape));
        }
        return tensor;
    }

    static void write(Path folder, List<Reference> references) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < references.size(); i++) {
            tensors.put("input." + i, references.get(i).input());
            tensors.put("logits." + i, references.get(i).logits());
        }
        Safetensors.write(folder.resolve(FILE), tensors);
    }
}
