package org.lisible.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code model.json} says: everything about a model but its numbers.
 *
 * @param id lower-case letters, digits and dashes, 1 to 64 of them; used in URLs
 * @param version lower-case letters, digits, dots and dashes; used in URLs
 * @param title one line for people
 * @param task an open set of names, such as {@code text-line}
 * @param input what the network takes in
 * @param layers the network, first to last; the last one puts out logits
 * @param alphabet the symbols in class order
 * @param decoder how logits become text
 * @param about free text by key for people: {@code licence}, {@code data}, {@code author} …
 */
public record Manifest(
        String id,
        String version,
        String title,
        String task,
        InputSpec input,
        List<Layer> layers,
        Alphabet alphabet,
        DecoderSpec decoder,
        Map<String, String> about) {

    /** The task of reading one line of text. */
    public static final String TEXT_LINE = "text-line";

    /** The task of naming the one character that an image shows. */
    public static final String CHARACTER = "character";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    public Manifest {
        if (!ID.matcher(requireNonNull(id, "id is null")).matches()) {
            throw new IllegalArgumentException("model id \"" + id + "\" is not made of a-z, 0-9 and -");
        }
        if (!VERSION.matcher(requireNonNull(version, "version is null")).matches()) {
            throw new IllegalArgumentException("model version \"" + version + "\" is not made of a-z, 0-9, . and -");
        }
        requireNonNull(title, "title is null");
        requireNonNull(task, "task is null");
        requireNonNull(input, "input is null");
        layers = List.copyOf(layers);
        requireNonNull(alphabet, "alphabet is null");
        requireNonNull(decoder, "decoder is null");
        about = Map.copyOf(about);
    }

    /** The same network read another way and told of in other words. */
    public Manifest with(DecoderSpec otherDecoder, Map<String, String> otherAbout) {
        return new Manifest(id, version, title, task, input, layers, alphabet, otherDecoder, otherAbout);
    }

    /** Every layer in order, also those inside a {@link Layer.Residual}, after it. */
    public Stream<Layer> everyLayer() {
        return layers.stream().flatMap(Layer::within);
    }

    /** {@code id/version}, as people and URLs name it. */
    public String name() {
        return id + "/" + version;
    }

    /** How many classes the last layer has: one per symbol, and the blank with CTC. */
    public int classes() {
        return alphabet.size() + (decoder.type().equals(DecoderSpec.CTC) ? 1 : 0);
    }

    /** What each class stands for, in class order; the blank is the empty string. */
    public List<String> symbols() {
        return classes() == alphabet.size()
                ? alphabet.symbols()
                : Stream.concat(Stream.of(""), alphabet.symbols().stream()).toList();
    }
}
