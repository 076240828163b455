package org.lisible.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lisible key}. */
@Command(
        name = "key",
        header = "Makes a key for callers of the server.",
        description = {
            "",
            "Prints the key, the only time that it can be had, and adds a line with its digest to the server's key file. A"
                    + " running server takes it at once; delete the line to take the key back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lisible key operator --role admin --file server/lisible.keys",
            "  KEY=$(lisible key till-3) && curl -H \"Authorization: Bearer $KEY\" http://localhost:8080/api/v1/models"
        })
final class KeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "Whose key it is; stands in the key file, and limits count by it.")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}: what it allows (default: READ).")
    private Role role = Role.READ;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The server's key file, its setting ocr.keys.file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("lisible.keys");

    @Override
    public Integer call() throws IOException {
        ApiKey.Made made;
        try {
            made = ApiKey.make(name, role);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
        }
        KeyFile.append(file, made.key());
        command.commandLine().getOut().println(made.secret());
        command.commandLine().getErr().println("The key '" + name + "' of the role " + role.label() + " is in " + file
                + " by its digest alone: keep what was printed.");
        return 0;
    }
}
