package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's tools, asked about another JVM. */
final class Jdk {

    private Jdk() {}

    /** Has that JVM collect its garbage, classes that nobody uses among it. */
    static void collectGarbage(long pid) {
        run("jcmd", String.valueOf(pid), "GC.run");
    }

    /** Bytes of metaspace in use. */
    static long metaspace(long pid) {
        List<String> lines = run("jstat", "-gc", String.valueOf(pid)).lines().toList();
        List<String> names = List.of(lines.get(0).strip().split("\\s+"));
        List<String> values = List.of(lines.get(1).strip().split("\\s+"));
        return (long) (Double.parseDouble(values.get(names.indexOf("MU"))) * 1024);
    }

    private static String run(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
