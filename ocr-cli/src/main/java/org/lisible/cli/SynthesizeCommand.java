package org.lisible.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;

import org.lisible.data.synthesis.CaptchaOptions;
import org.lisible.data.synthesis.CaptchaSynthesizer;
import org.lisible.data.synthesis.Difficulty;
import org.lisible.data.synthesis.Framing;
import org.lisible.data.synthesis.StrokeCharacters;
import org.lisible.data.synthesis.SyntheticFolder;
import org.lisible.model.Alphabet;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible synthesize}. */
@Command(
        name = "synthesize",
        header = "Makes captchas, or characters drawn by a pen, with their labels.",
        description = {
            "",
            "Picture i depends on the options and i alone. Training uses the indices from 0; those from 2^40 on are set"
                    + " aside for samples and tests (--samples)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible synthesize made --count 1000",
            "  lisible synthesize made --count 100 --alphabet 0123456789 --length 4-8 --size 240x60 --difficulty hard",
            "  lisible synthesize samples --samples --count 60 --labels val_split.csv",
            "  lisible synthesize drawn --strokes --fonts --count 9400"
        })
final class SynthesizeCommand implements Callable<Integer> {

    private static final CaptchaOptions DEFAULTS = CaptchaOptions.CAPTCHA_V2;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "Made if it is missing; files of the same name are replaced.")
    private Path folder;

    @Option(names = "--count", paramLabel = "N", defaultValue = "100", description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--first", paramLabel = "I", defaultValue = "0", description = "Index of the first one (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(names = "--samples", description = "Count indices from those that are set aside for samples and tests.")
    private boolean samples;

    @Option(names = "--strokes", description = "Single characters as a pen draws them, 64x64, white on black, instead of captchas.")
    private boolean strokes;

    @Option(names = "--framing", paramLabel = "HOW", description = "Of --strokes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): as UNIPEN has them, or between guide lines.")
    private Framing framing = Framing.MIXED;

    @Option(names = "--fonts", description = "Of --strokes: three of ten have their forms from free typefaces, written or printed.")
    private boolean fonts;

    @Option(names = "--pen-paths", paramLabel = "NAME", description = "Of --strokes: also write the paths of the pen, as JSON, into a file of the folder.")
    private String penPaths;

    @Option(names = "--alphabet", paramLabel = "CHARACTERS", description = "Default: those of the captcha-v2 set; with --strokes, the 94 of printable ASCII.")
    private String alphabet;

    @Option(names = "--length", paramLabel = "N[-M]", defaultValue = "5", description = "Characters, such as 5 or 4-8 (default: ${DEFAULT-VALUE}).")
    private String length;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "200x50", description = "Pixels (default: ${DEFAULT-VALUE}).")
    private String size;

    @Option(names = "--difficulty", paramLabel = "LEVEL", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Difficulty difficulty = DEFAULTS.difficulty();

    @Option(names = "--seed", paramLabel = "N", description = "Of the whole endless sequence (default: ${DEFAULT-VALUE}).")
    private long seed = DEFAULTS.seed();

    @Option(names = "--labels", paramLabel = "NAME", defaultValue = "labels.csv", description = "Name of the label file (default: ${DEFAULT-VALUE}).")
    private String labels;

    @Option(names = "--json", description = "Print what was done as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        long from = samples ? CaptchaSynthesizer.SAMPLES + first : first;
        Path list = strokes ? draw(from) : SyntheticFolder.write(captchas()::image, from, count, folder, labels);
        command.commandLine().getOut().println(json
                ? Json.createObjectBuilder().add("images", count).add("first", from).add("labels", list.toString()).build().toString()
                : count + (strokes ? " characters" : " captchas") + " and their labels in " + list);
        return 0;
    }

    private Path draw(long from) {
        refuse(List.of("--length", "--size", "--difficulty"), "captchas");
        if (fonts && penPaths != null) {
            throw new CommandLine.ParameterException(command.commandLine(), "printed characters have no --pen-paths; leave out --fonts");
        }
        StrokeCharacters characters = fonts ? strokes().withFonts() : strokes();
        Path list = SyntheticFolder.write(characters::image, from, count, folder, labels);
        if (penPaths != null) {
            PenPaths.write(characters, from, count, folder.resolve(penPaths));
        }
        return list;
    }

    private StrokeCharacters strokes() {
        try {
            return new StrokeCharacters(
                    alphabet == null ? StrokeCharacters.ascii() : Alphabet.of(alphabet), framing, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private CaptchaSynthesizer captchas() {
        refuse(List.of("--framing", "--fonts", "--pen-paths"), "--strokes");
        return new CaptchaSynthesizer(options());
    }

    /** Flags that would change nothing are a mistake of whoever gave them. */
    private void refuse(List<String> flags, String what) {
        for (String flag : flags) {
            if (command.commandLine().getParseResult().hasMatchedOption(flag)) {
                throw new CommandLine.ParameterException(command.commandLine(), flag + " is only for " + what);
            }
        }
    }

    private CaptchaOptions options() {
        int[] lengths = numbers("--length", length.contains("-") ? length : length + "-" + length, "(\\d{1,3})-(\\d{1,3})", "N or N-M");
        int[] pixels = numbers("--size", size, "(\\d{1,4})x(\\d{1,4})", "WIDTHxHEIGHT");
        try {
            return new CaptchaOptions(
                    alphabet == null ? DEFAULTS.alphabet() : Alphabet.of(alphabet), lengths[0], lengths[1], pixels[0], pixels[1], seed, difficulty);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private int[] numbers(String flag, String text, String pattern, String expected) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.matches()) {
            throw new CommandLine.ParameterException(command.commandLine(), flag + " is " + text + ", not " + expected);
        }
        return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
    }
}
