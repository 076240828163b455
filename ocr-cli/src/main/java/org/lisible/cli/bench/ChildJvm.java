package org.lisible.cli.bench;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How another JVM is started with the flags and the classes of this one, and those that only the benchmark needs. */
final class ChildJvm {

    private ChildJvm() {}

    /**
     * A process to be started. The class path is in its environment: ONNX Runtime 1.29 overruns the stack of its thread in a
     * process whose command line is long.
     *
     * @param before what to write before the command
     */
    static ProcessBuilder of(List<String> before, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent:") && !flag.startsWith("-agentlib:"))
                .forEach(command::add);
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("CLASSPATH", classPath(program));
        return process;
    }

    /** Beside the jar, in {@code bench}, lies what the build put there for this. */
    private static String classPath(Class<?> program) {
        try {
            Path own = Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI());
            return System.getProperty("java.class.path") + File.pathSeparator + own.resolveSibling("bench").resolve("*");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
