package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.lisible.data.composition.LineComposer;
import org.lisible.data.dataset.Dataset;
import org.lisible.data.synthesis.SyntheticFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible compose}. */
@Command(
        name = "compose",
        header = "Puts lines of handwriting together from single labelled characters.",
        description = {
            "",
            "Phrases and words in English, French and Spanish, dates, sums, addresses, formulas and codes, so that all 94"
                    + " characters occur. The same characters and seed give the same lines."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible compose lines --data splits/unipen/val_split.csv --data splits/emnist/val_split.csv --count 200",
            "  lisible evaluate-text --data lines --model characters-resnet"
        })
final class ComposeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "Made if it is missing; files of the same name are replaced.")
    private Path folder;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "Images of single characters with their labels; each from ! to ~ occurs. May be given several times.")
    private List<Path> data;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "20261121", description = "Of the sequence (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        LineComposer composer = new LineComposer(Dataset.join(data.stream().map(Dataset::open).toList()), seed);
        Path list = SyntheticFolder.write(_ -> composer.next(), 0, count, folder, "labels.csv");
        command.commandLine().getOut().println(count + " lines and their texts in " + list);
        return 0;
    }
}
