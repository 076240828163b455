package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.lisible.decode.DecodeOptions;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What may be read; all of it holds inside the search for the text. */
final class DecodeFlags {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--beam", paramLabel = "N", defaultValue = "1", description = "Width of the beam; 1 is greedy (default: ${DEFAULT-VALUE}).")
    private int beam;

    @Option(names = "--alphabet", paramLabel = "CHARACTERS", defaultValue = "", description = "The only characters that may be read.")
    private String alphabet;

    @Option(names = "--length", paramLabel = "N", description = "The exact number of characters, if it is known.")
    private Integer length;

    @Option(names = "--max-length", paramLabel = "N", description = "The largest number of characters.")
    private Integer maxLength;

    @Option(names = "--words", paramLabel = "FILE", description = "The only texts that may be read, one a line.")
    private Path words;

    DecodeOptions options(int nBest) {
        return new DecodeOptions(
                beam, nBest, alphabet, optional(length), optional(maxLength), words(), DecodeOptions.GREEDY.characterAlternatives());
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private List<String> words() {
        if (words == null) {
            return List.of();
        }
        try {
            return Files.readAllLines(words).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "the word list " + words + " cannot be read: " + e, e);
        }
    }
}
