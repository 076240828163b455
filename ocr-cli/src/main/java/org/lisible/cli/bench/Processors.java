package org.lisible.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The processors that this process may use, and how another one is kept on some of them.
 *
 * @param usable their numbers; empty where the system does not tell
 * @param pins whether there is a {@code taskset}
 */
record Processors(List<Integer> usable, boolean pins) {

    static Processors ofThisMachine() {
        Path status = Path.of("/proc/self/status");
        Path taskset = Path.of("/usr/bin/taskset");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .map(line -> new Processors(numbers(line.substring(line.indexOf(':') + 1)), Files.isExecutable(taskset)))
                    .orElse(new Processors(List.of(), false));
        } catch (IOException e) {
            return new Processors(List.of(), false);
        }
    }

    /** Of a list such as {@code 0-3,8}. */
    static List<Integer> numbers(String list) {
        return Arrays.stream(list.strip().split(","))
                .flatMapToInt(range -> {
                    String[] ends = range.split("-");
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                })
                .boxed()
                .toList();
    }

    /** Whether a process can be kept on so many processors. */
    boolean canPin(int threads) {
        return pins && threads <= usable.size();
    }

    /** What to write before a command; the last processors, for systems like to use the first themselves. */
    List<String> pinned(int threads) {
        if (!canPin(threads)) {
            return List.of();
        }
        List<Integer> last = usable.subList(usable.size() - threads, usable.size());
        return List.of("taskset", "-c", last.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
