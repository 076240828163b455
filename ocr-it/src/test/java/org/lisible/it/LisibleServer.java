package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as {@code mvn -Prun} starts it, on a free port: {@code java @lisible.args}. */
final class LisibleServer implements AutoCloseable {

    private final Process process;
    private final Client client;
    private final Path log;
    private final Duration startUp;
    private final Duration startUpProcessorTime;

    private LisibleServer(Process process, Client client, Path log) {
        this.process = process;
        this.client = client;
        this.log = log;
        long begun = System.nanoTime();
        client.awaitReady(Duration.ofSeconds(90));
        this.startUp = Duration.ofNanos(System.nanoTime() - begun);
        this.startUpProcessorTime = process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    static LisibleServer start() {
        try {
            int port = freePort();
            Path log = Build.scratch("server").resolve("server.log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "@lisible.args", "--port", String.valueOf(port)))
                    .directory(Build.server().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                return new LisibleServer(process, new Client(URI.create("http://localhost:" + port + "/")), log);
            } catch (AssertionError e) {
                process.destroyForcibly();
                throw new AssertionError(e.getMessage() + "\n" + Files.readString(log), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client client() {
        return client;
    }

    /** From the start of the process until an image would be read. */
    Duration startUp() {
        return startUp;
    }

    /** What of that the server itself kept processors busy, on all of them together. */
    Duration startUpProcessorTime() {
        return startUpProcessorTime;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the process holds of the machine's memory, in bytes. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop within 30 s of being asked to");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
