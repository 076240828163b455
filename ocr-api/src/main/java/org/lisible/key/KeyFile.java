package org.lisible.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a server knows: a text file with a line for each, empty lines, and comments that begin with {@code #}.
 *
 * @param keys those of the lines that are sound
 * @param faults what is wrong with the others, each with its number; nobody has a key by them
 */
public record KeyFile(List<ApiKey> keys, List<String> faults) {

    public KeyFile {
        keys = List.copyOf(keys);
        faults = List.copyOf(faults);
    }

    /** @throws IOException if the file is missing or cannot be read */
    public static KeyFile read(Path file) throws IOException {
        List<ApiKey> keys = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            try {
                keys.add(ApiKey.parse(line));
            } catch (IllegalArgumentException e) {
                faults.add("line " + number + " of " + file + " is no key: " + e.getMessage());
            }
        }
        return new KeyFile(keys, faults);
    }

    /** Adds a line; a file that is not there yet is made. */
    public static void append(Path file, ApiKey key) throws IOException {
        boolean cutShort = Files.exists(file) && !Files.readString(file).matches("(?s)|.*\\R");
        Files.writeString(
                file,
                (cutShort ? System.lineSeparator() : "") + key.line() + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
