package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.lisible.key.ApiKey;
import org.lisible.key.KeyFile;
import org.lisible.key.Role;

/** The server as {@code mvn -Prun} starts it, on a free port: {@code java @lisible.args}. */
final class LisibleServer implements AutoCloseable {

    private static final String KEYS = "lisible.keys";
    private static final String LOG = "server.log";
    private static final String RUNTIME = "runtime";

    /** Payara Micro lost the application's class loader to a garbage collection: docs/operations.md, Stopping and starting. */
    private static final String NOT_DEPLOYED = "Error while installing policy provider: Cannot invoke"
            + " \"java.lang.ClassLoader.loadClass(String)\" because the return value of"
            + " \"java.lang.Thread.getContextClassLoader()\" is null";

    private final ProcessBuilder command;
    private final Process process;
    private final Client client;
    private final Path folder;
    private final Duration startUp;
    private final Duration startUpProcessorTime;

    private LisibleServer(ProcessBuilder command, Process process, Client client, Path folder) {
        this.command = command;
        this.process = process;
        this.client = client;
        this.folder = folder;
        long begun = System.nanoTime();
        client.awaitReady(Duration.ofSeconds(400), () -> process.isAlive() && !isNotDeployed(folder));
        this.startUp = Duration.ofNanos(System.nanoTime() - begun);
        this.startUpProcessorTime = process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    static LisibleServer start() {
        return start(Map.of());
    }

    /** With settings beside those of {@code lisible.args}. */
    static LisibleServer start(Map<String, String> settings) {
        return start(settings, List.of());
    }

    /** With arguments, too, beside those of {@code lisible.args}. */
    static LisibleServer start(Map<String, String> settings, List<String> arguments) {
        return start(settings, "", arguments);
    }

    /** So many servers that know each other, on the loopback interface alone. */
    static List<LisibleServer> startCluster(Map<String, String> settings, int size) {
        try (ExecutorService starters = Executors.newFixedThreadPool(size)) {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                ports.add(freePort());
            }
            String members = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
            List<Future<LisibleServer>> servers = ports.stream()
                    .map(port -> starters.submit(() -> start(settings, "--nohazelcast", List.of(
                            "--startport", String.valueOf(port),
                            "--interfaces", "127.0.0.1",
                            "--clustermode", "tcpip:" + members,
                            "--clustername", "lisible-" + ports.getFirst()))))
                    .toList();
            List<LisibleServer> started = new ArrayList<>();
            for (Future<LisibleServer> server : servers) {
                started.add(server.get());
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static LisibleServer start(Map<String, String> settings, String without, List<String> arguments) {
        try {
            int port = freePort();
            Path folder = Build.scratch("server-" + port);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Docr.keys.file=" + folder.resolve(KEYS));
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of("@" + argumentsWithout(settings, without, folder), "--port", String.valueOf(port)));
            command.addAll(List.of("--rootdir", Files.createDirectory(folder.resolve(RUNTIME)).toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Build.server().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(LOG).toFile());
            return launch(builder, new Client(URI.create("http://localhost:" + port + "/")), folder, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LisibleServer launch(ProcessBuilder command, Client client, Path folder, int attempts) throws IOException {
        Process process = command.start();
        try {
            return new LisibleServer(command, process, client, folder);
        } catch (AssertionError e) {
            process.destroyForcibly().onExit().join();
            if (attempts > 1 && isNotDeployed(folder)) {
                return launch(command, client, folder, attempts - 1);
            }
            throw new AssertionError(e.getMessage() + "\n" + Files.readString(folder.resolve(LOG)), e);
        }
    }

    private static boolean isNotDeployed(Path folder) {
        try {
            return Files.readString(folder.resolve(LOG)).replace("\\\"", "\"").contains(NOT_DEPLOYED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same once more, as docs/operations.md says: what Payara Micro unpacked is removed before. It must have ended. */
    LisibleServer again() throws IOException {
        Build.empty(folder.resolve(RUNTIME));
        return launch(command, client, folder, 2);
    }

    /** Of two values of one setting the last would count, and {@code -jar} has to come last. */
    private static Path argumentsWithout(Map<String, String> settings, String without, Path folder) throws IOException {
        List<String> arguments = Files.readAllLines(Build.server().resolve("lisible.args")).stream()
                .filter(line -> !line.equals(without))
                .filter(line -> settings.keySet().stream().noneMatch(name -> line.startsWith("-D" + name + "=")))
                .toList();
        return Files.write(folder.resolve("lisible.args"), arguments);
    }

    Client client() {
        return client;
    }

    long pid() {
        return process.pid();
    }

    /** Speaks with the server by a new key, which it takes while it runs. */
    Client client(String name, Role role) {
        try {
            ApiKey.Made made = ApiKey.make(name, role);
            KeyFile.append(folder.resolve(KEYS), made.key());
            return client.with("Authorization", "Bearer " + made.secret());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys it knows, a file as {@code lisible key} writes it. */
    Path keys() {
        return folder.resolve(KEYS);
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

    /** Asks it to stop, as an operator does, and waits for nothing. */
    void terminate() {
        process.destroy();
    }

    /** As if the machine had lost its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Whether it has ended within that time. */
    boolean awaitExit(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    String log() throws IOException {
        return Files.readString(folder.resolve(LOG));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop within 60 s of being asked to");
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
