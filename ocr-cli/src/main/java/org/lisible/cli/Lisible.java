package org.lisible.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code lisible}. Exit codes: 0 done, 1 the work failed, 2 the command was wrong, 130 stopped by Ctrl-C. */
@Command(
        name = "lisible",
        description = "Trains, evaluates and uses text readers.",
        mixinStandardHelpOptions = true,
        versionProvider = Lisible.Version.class,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the work failed; one line says why", "2:the command was wrong", "130:stopped by Ctrl-C"},
        subcommands = {
            RecognizeCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CrossvalidateCommand.class,
            SplitCommand.class,
            SynthesizeCommand.class,
            ComposeCommand.class,
            EvaluateTextCommand.class,
            NgramsCommand.class,
            ModelsCommand.class,
            KeyCommand.class,
            LoadCommand.class,
            BenchCommand.class,
            ExportCommand.class
        })
public final class Lisible {

    /** Stopped by Ctrl-C: 128 and the signal's number. */
    static final int STOPPED = 130;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean verbose;

    /** Held on to, or the level would be forgotten with it. */
    private static final Logger LOGGER = Logger.getLogger("org.lisible");

    public static void main(String[] arguments) {
        // A server logs which kernels were chosen; here commands say what they run on themselves.
        LOGGER.setLevel(Level.WARNING);
        int code = 1;
        try {
            code = commandLine().execute(arguments);
        } catch (OutOfMemoryError e) {
            System.err.println("error: memory ran out: " + e.getMessage() + "; give more by LISIBLE_JAVA_OPTS=-Xmx8g");
        }
        System.exit(code);
    }

    /** The program as a value, for tests. */
    static CommandLine commandLine() {
        Lisible program = new Lisible();
        return new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Lisible::run)
                .setExecutionExceptionHandler((failure, command, _) -> program.report(failure, command));
    }

    /** Missing classes and native libraries are failures like others: one line, exit code 1. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (LinkageError e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
        }
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        String message = failure.getMessage();
        err.println(command.getColorScheme().errorText("error: " + (message == null ? failure.toString() : message)));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Lisible.class.getPackage().getImplementationVersion();
            return new String[] {"lisible " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version()};
        }
    }
}
