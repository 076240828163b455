package org.lisible.web.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.spi.EngineContext;

class EngineDiscoveryTest {

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private EngineDiscovery discovery;
    private EngineRegistry registry;

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
        threads.shutdownNow();
    }

    @Test
    void findsTheBuiltInEngineWithoutAnyFolder() {
        discover(Optional.empty());

        assertThat(registry.entries()).singleElement().satisfies(pure -> {
            assertThat(pure.id()).isEqualTo("pure");
            assertThat(pure.state()).isEqualTo(EngineState.READY);
            assertThat(pure.source()).isEqualTo("built-in");
            assertThat(pure.device()).isNotEmpty();
            assertThat(pure.reason()).isEmpty();
        });
    }

    @Test
    void findsAnEngineInAJarAndLendsItItsSettings() throws IOException {
        jar("sound.jar", PluginFixtures.Sound.class);

        EngineEntry sound = only("sound.jar");

        assertThat(sound.id()).isEqualTo("sound");
        assertThat(sound.version()).isEqualTo("2.1");
        assertThat(sound.state()).isEqualTo(EngineState.READY);
        assertThat(sound.kernels()).isEqualTo("loops, device=sound");
        assertThat(registry.readyIds()).containsExactly("pure", "sound");
    }

    @Test
    void findsAnEngineThatIsAFolderOfJars() throws IOException {
        Files.createDirectories(folder.resolve("several"));
        write("several/a-services.jar", services(PluginFixtures.Sound.class), List.of());
        write("several/b-classes.jar", "", List.of(PluginFixtures.Sound.class));

        assertThat(only("several").state()).isEqualTo(EngineState.READY);
    }

    @Test
    void aPluginTakesThePlaceOfTheBuiltInEngineOfItsId() throws IOException {
        jar("my-pure.jar", PluginFixtures.Pure.class);

        EngineEntry pure = only("my-pure.jar");

        assertThat(pure.state()).isEqualTo(EngineState.READY);
        assertThat(pure.replaces()).startsWith("built-in ");
        assertThat(only("built-in").state()).isEqualTo(EngineState.REFUSED);
        assertThat(only("built-in").reason()).isEqualTo("replaced by my-pure.jar");
        assertThat(registry.find("pure")).isSameAs(pure);
    }

    @Test
    void theBuiltInEngineStaysIfItsReplacementDoesNotWork() throws IOException {
        jar("my-pure.jar", PluginFixtures.UnusablePure.class);

        assertThat(only("my-pure.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(only("my-pure.jar").reason()).isEqualTo("no such processor");
        assertThat(registry.find("pure").source()).isEqualTo("built-in");
    }

    @Test
    void reportsTwoClaimsToOneId() throws IOException {
        jar("a.jar", PluginFixtures.Sound.class);
        jar("b.jar", PluginFixtures.Sound.class);

        assertThat(only("a.jar").state()).isEqualTo(EngineState.READY);
        assertThat(only("b.jar").state()).isEqualTo(EngineState.REFUSED);
        assertThat(only("b.jar").reason()).isEqualTo("the id sound is already taken by a.jar");
    }

    @Test
    void refusesAnotherApiLevel() throws IOException {
        jar("future.jar", PluginFixtures.FromTheFuture.class);

        assertThat(only("future.jar").state()).isEqualTo(EngineState.REFUSED);
        assertThat(only("future.jar").reason()).isEqualTo("built for API level 99; this host has 1");
    }

    @Test
    void refusesAnIdThatIsNoName() throws IOException {
        jar("bad.jar", PluginFixtures.BadlyNamed.class);

        assertThat(only("bad.jar").state()).isEqualTo(EngineState.REFUSED);
        assertThat(only("bad.jar").reason()).startsWith("the id \"../etc\" is not made of");
    }

    @Test
    void oneBrokenProviderDoesNotHideItsNeighbours() throws IOException {
        write(
                "mixed.jar",
                "org.example.Missing\n" + services(PluginFixtures.Unmakeable.class) + services(PluginFixtures.Sound.class),
                List.of(PluginFixtures.Sound.class, PluginFixtures.Unmakeable.class));

        discover();

        assertThat(registry.find("sound").state()).isEqualTo(EngineState.READY);
        assertThat(registry.entries().stream().filter(entry -> entry.state() == EngineState.FAILED))
                .extracting(EngineEntry::reason)
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("org.example.Missing not found"),
                        unmakeable -> assertThat(unmakeable).contains("no licence file"));
    }

    @Test
    void survivesAServicesFileThatIsNonsense() throws IOException {
        write("nonsense.jar", "this is not a class name\n", List.of());

        assertThat(only("nonsense.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(registry.readyIds()).containsExactly("pure");
    }

    @Test
    void stopsLookingAtALoaderThatOnlyFails() throws IOException {
        StringBuilder services = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            services.append("org.example.Missing").append(i).append('\n');
        }
        write("endless.jar", services.toString(), List.of());

        discover();

        assertThat(only("endless.jar").reason()).endsWith("(and " + (Providers.MOST_FAILURES - 1) + " more)");
    }

    @Test
    void turnsAProbeThatThrowsIntoAReason() throws IOException {
        jar("throwing.jar", PluginFixtures.ThrowingProbe.class);

        assertThat(only("throwing.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(only("throwing.jar").reason())
                .isEqualTo("its probe threw: UnsatisfiedLinkError: no jniodd in java.library.path");
    }

    @Test
    void reportsAFileThatIsNoJar() throws IOException {
        Files.writeString(folder.resolve("text.jar"), "not a zip");

        assertThat(only("text.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(only("text.jar").reason()).contains("text.jar cannot be read as a jar");
    }

    @Test
    void tellsWhatTheMachineCouldNotReadFromWhatIsBroken() throws IOException {
        Files.writeString(folder.resolve("text.jar"), "not a zip");
        jar("sound.jar", PluginFixtures.Sound.class);
        Files.delete(copies);
        discover();

        assertThat(only("sound.jar").state()).isEqualTo(EngineState.FAILED);
        assertThat(discovery.isUnread(folder.resolve("sound.jar"))).isTrue();

        Files.createDirectory(copies);
        registry = discovery.take(folder.resolve("sound.jar"), Trial.NONE);
        registry = discovery.take(folder.resolve("text.jar"), Trial.NONE);
        assertThat(only("sound.jar").isReady()).isTrue();
        assertThat(discovery.isUnread(folder.resolve("sound.jar"))).isFalse();
        assertThat(only("text.jar").reason()).contains("text.jar cannot be read as a jar");
        assertThat(discovery.isUnread(folder.resolve("text.jar"))).isFalse();
    }

    @Test
    void tellsTwoBuildsOfOneVersionApart() throws IOException {
        jar("sound.jar", PluginFixtures.Sound.class);
        EngineEntry one = only("sound.jar");
        assertThat(one.digest()).matches("[0-9a-f]{64}");

        registry = discovery.take(folder.resolve("sound.jar"), Trial.NONE);
        assertThat(only("sound.jar").digest()).as("the same once more").isEqualTo(one.digest());

        write("sound.jar", "# rebuilt\n" + services(PluginFixtures.Sound.class), List.of(PluginFixtures.Sound.class));
        registry = discovery.take(folder.resolve("sound.jar"), Trial.NONE);
        assertThat(only("sound.jar").version()).isEqualTo(one.version());
        assertThat(only("sound.jar").digest()).isNotEqualTo(one.digest());
    }

    @Test
    void reportsAJarWithoutAnEngine() throws IOException {
        write("empty.jar", "", List.of(PluginFixtures.Sound.class));

        assertThat(only("empty.jar").reason()).startsWith("no engine in it");
    }

    @Test
    void reportsAFolderThatIsNotThere() {
        discover(Optional.of(folder.resolve("nowhere")));

        assertThat(registry.entries()).hasSize(2);
        assertThat(registry.entries().getLast().reason()).startsWith("ocr.plugins.dir is not a folder");
    }

    @Test
    void showsAPluginTheSharedTypesAndNothingElse() throws IOException {
        jar("curious.jar", PluginFixtures.Curious.class);

        assertThat(only("curious.jar").kernels()).isEqualTo("sees false, false, false, true, true");
    }

    @Test
    void saysWhatThereIsWhenAnEngineIsMissing() throws IOException {
        jar("throwing.jar", PluginFixtures.ThrowingProbe.class);
        discover();

        assertThatThrownBy(() -> registry.find("tff"))
                .hasMessage("unknown engine 'tff'; there are: pure")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.NOT_FOUND));
        assertThatThrownBy(() -> registry.find("sound"))
                .hasMessage("engine 'sound' from throwing.jar is not ready: its probe threw: UnsatisfiedLinkError: "
                        + "no jniodd in java.library.path; there are: pure")
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.UNAVAILABLE));
    }

    private EngineEntry only(String source) {
        if (registry == null) {
            discover();
        }
        return registry.entries().stream()
                .filter(entry -> entry.source().equals(source))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one from " + source + ": " + one + ", " + other);
                })
                .orElseThrow(() -> new AssertionError("none from " + source + " in " + registry.entries()));
    }

    private void discover() {
        discover(Optional.of(folder));
    }

    private void discover(Optional<Path> plugins) {
        discovery = new EngineDiscovery(
                getClass().getClassLoader(),
                plugins,
                copies,
                new TimeLimit(threads, Duration.ofSeconds(2)),
                id -> context(Map.of("device", id)));
        registry = discovery.start(discovery.places());
    }

    private static EngineContext context(Map<String, String> settings) {
        return new EngineContext(Runnable::run, 1, Path.of(System.getProperty("java.io.tmpdir")), settings);
    }

    private void jar(String name, Class<?> provider) throws IOException {
        PluginJars.write(folder.resolve(name), provider);
    }

    private static String services(Class<?> provider) {
        return provider.getName() + "\n";
    }

    private void write(String name, String services, List<Class<?>> classes) throws IOException {
        PluginJars.write(folder.resolve(name), services, classes);
    }
}
