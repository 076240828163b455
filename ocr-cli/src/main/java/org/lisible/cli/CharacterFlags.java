package org.lisible.cli;

import jakarta.json.JsonObjectBuilder;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to train on single characters. */
final class CharacterFlags {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--balance",
            paramLabel = "N",
            description = "Repeat images of a character that has fewer than N, differently distorted, up to N an epoch (default: ${DEFAULT-VALUE}).")
    private int balance;

    @Option(
            names = "--drop-frame",
            paramLabel = "SHARE",
            description = "Share of the examples that do not show place and size: half of them cut out tightly, half without the"
                    + " frame's plane (default: ${DEFAULT-VALUE}).")
    private double dropFrame;

    int balance() {
        if (balance < 0) {
            throw new CommandLine.ParameterException(command.commandLine(), "--balance is " + balance + ", not at least 0");
        }
        return balance;
    }

    double dropFrame() {
        if (!(dropFrame >= 0 && dropFrame <= 1)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--drop-frame is " + dropFrame + ", not between 0 and 1");
        }
        return dropFrame;
    }

    /** For the record. */
    JsonObjectBuilder addTo(JsonObjectBuilder json) {
        return json.add("balance", balance()).add("dropFrame", dropFrame());
    }
}
