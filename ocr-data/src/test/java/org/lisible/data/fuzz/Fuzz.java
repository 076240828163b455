package org.lisible.data.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets Jazzer feed every target, one after the other, each in a JVM with the heap of the server. Jazzer begins with the
 * corpus in the repository, and keeps what leads it on in {@code target/fuzz}; it stops a target at an exception that is none
 * of ours, an error, or after ten seconds with one input.
 */
public final class Fuzz {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path WORK = Path.of("target/fuzz");
    private static final Map<String, Class<?>> TARGETS = new TreeMap<>(Map.of(
            "image", ImageFuzz.class,
            "safetensors", SafetensorsFuzz.class,
            "manifest", ManifestFuzz.class,
            "idx", IdxFuzz.class));

    private Fuzz() {}

    /**
     * @param arguments seconds for each target, then the names of targets; all if there are none
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> names = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.copyOf(TARGETS.keySet());
        List<String> broken = new ArrayList<>();
        for (String name : names) {
            System.out.println("==== " + name + ": " + arguments[0] + " s");
            if (feed(name, Integer.parseInt(arguments[0])) != 0) {
                broken.add(name);
            }
        }
        if (!broken.isEmpty()) {
            System.err.println("error: inputs were found that break " + String.join(", ", broken) + "; they are " + WORK.toAbsolutePath()
                    + "/NAME-crash-… or -timeout-…: mend the reader and put them into " + CORPUS + "/NAME");
            System.exit(1);
        }
    }

    private static int feed(String name, int seconds) throws IOException, InterruptedException {
        Path found = Files.createDirectories(WORK.resolve(name));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Xmx256m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + TARGETS.get(name).getName(),
                        "--instrumentation_includes=org.lisible.**:com.twelvemonkeys.**:com.sun.imageio.**:org.eclipse.parsson.**",
                        // Reproducers as Java are of no use beside the input itself.
                        "--reproducer_path=" + Files.createDirectories(WORK.resolve("java")),
                        "-artifact_prefix=" + WORK.resolve(name) + "-",
                        "-max_total_time=" + seconds,
                        "-timeout=10",
                        "-print_final_stats=1",
                        found.toString(),
                        CORPUS.resolve(name).toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
