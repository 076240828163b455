package org.lisible.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.lisible.language.CharacterCounts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible ngrams}. */
@Command(
        name = "ngrams",
        header = "Counts which characters follow each other in texts: the model that settles look-alikes when text is read.",
        footerHeading = "%nExamples:%n",
        footer = {"  lisible ngrams characters.ngrams english.txt french.txt spanish.txt"})
final class NgramsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "FILE", description = "The model to write.")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "UTF-8, a sentence or paragraph a line.")
    private List<Path> texts;

    @Option(names = "--least", paramLabel = "N", defaultValue = "3", description = "Leave out n-grams seen less often (default: ${DEFAULT-VALUE}).")
    private int least;

    @Override
    public Integer call() {
        CharacterCounts counts = new CharacterCounts();
        try {
            for (Path text : texts) {
                for (String line : Files.readAllLines(text)) {
                    counts.add(line, 1);
                }
            }
            int written = counts.write(least, Files.newOutputStream(file));
            command.commandLine().getOut().printf("%d n-grams, %d bytes in %s%n", written, Files.size(file), file);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot be read, or " + file + " not written: " + e, e);
        }
    }
}
