package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lisible.it.Captchas.Captcha;
import org.lisible.model.BundleReader;
import org.lisible.model.BundleWriter;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;

/**
 * What happens to a machine: the power goes while files change, the disk is full. One server, killed and started again in
 * its folder.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Captcha CAPTCHA = Captchas.captcha(3);
    private static final ModelBundle SHIPPED = BundleReader.read(Path.of("..", "models", "captcha-v2", "1"));

    private static final Path PLUGINS = Build.scratch("faults/plugins");
    private static final Path MODELS = Build.scratch("faults/models");
    private static final Path JAR = PLUGINS.resolve("my-pure.jar");

    private static LisibleServer server;
    private static Engines engines;

    @BeforeAll
    static void start() throws IOException {
        Files.copy(Build.pureEngineJar(), JAR);
        use(LisibleServer.start(Map.of("ocr.plugins.dir", PLUGINS.toString(), "ocr.models.dir", MODELS.toString())));
    }

    private static void use(LisibleServer started) {
        server = started;
        engines = new Engines(started.client());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void killedWhileAPlugInAndAModelAreCopiedItReadsWithWhatIsWholeAndTakesTheRestLater() throws Exception {
        assertThat(engines.source("pure")).isEqualTo("my-pure.jar");
        assertThat(model()).isEqualTo("captcha-v2/1");
        byte[] jar = Files.readAllBytes(Build.pureEngineJar());
        Path second = write("2");
        byte[] weights = Files.readAllBytes(second.resolve(BundleReader.WEIGHTS));
        Files.write(second.resolve(BundleReader.WEIGHTS), Arrays.copyOf(weights, weights.length / 2));
        Files.move(second, place("2"));
        Files.write(JAR, Arrays.copyOf(jar, jar.length / 2));

        killAndStart();

        assertThat(engines.source("pure")).isEqualTo("built-in");
        assertThat(model()).isEqualTo("captcha-v2/1");
        assertThat(get("/api/v1/engines")).contains("my-pure.jar cannot be read as a jar");
        assertThat(get("/api/v1/models")).contains("one of the two was changed or cut short");
        Files.write(JAR, jar);
        Files.write(place("2").resolve(BundleReader.WEIGHTS), weights);
        engines.awaitSource("pure", "my-pure.jar");
        await(() -> model().equals("captcha-v2/2"));
    }

    @Test
    @Order(2)
    void killedWhileAPlugInAndAModelAreTriedItTakesThemAtItsNextStart() throws Exception {
        long before = comings();
        Files.move(write("3"), place("3"));
        replace();
        await(() -> comings() > before);

        killAndStart();

        assertThat(engines.source("pure")).isEqualTo("my-pure.jar");
        assertThat(model()).isEqualTo("captcha-v2/3");
    }

    /** A limit of zero bytes on the size of files stands for the full disk: every write fails. */
    @Test
    @Order(3)
    void goesOnReadingWhenNothingCanBeWrittenAndTakesWhatCameAsSoonAsThereIsRoom() throws Exception {
        String text = text();
        limitFiles("0");
        for (int i = 0; i < 20; i++) {
            assertThat(text()).isEqualTo(text);
        }
        assertThat(server.client().postForm("/api/v1/recognize", "file", CAPTCHA.png(), CAPTCHA.png()).ok().text()).contains(text);
        replace();
        engines.await("pure", engine -> engine.containsKey("rejected"));
        assertThat(engines.entry("pure").getJsonObject("rejected").getString("reason"))
                .contains("cannot copy my-pure.jar", "large")
                .doesNotContain("/");
        assertThat(text()).isEqualTo(text);
        long before = engines.swaps("pure");

        limitFiles("unlimited");

        await(() -> engines.swaps("pure") > before);
        assertThat(engines.entry("pure")).doesNotContainKey("rejected");
        assertThat(text()).isEqualTo(text);
    }

    private static void killAndStart() throws Exception {
        server.kill();
        use(server.again());
    }

    /** Of the server's process, which then gets EFBIG from the operating system. */
    private static void limitFiles(String bytes) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("prlimit", "--pid", String.valueOf(server.pid()), "--fsize=" + bytes + ":").inheritIO().start();
        } catch (IOException e) {
            throw new AssertionError("this test needs the command prlimit: install util-linux", e);
        }
        assertThat(process.waitFor()).as("prlimit").isZero();
    }

    private static void replace() throws IOException {
        Path part = Files.copy(Build.pureEngineJar(), PLUGINS.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, JAR, StandardCopyOption.ATOMIC_MOVE);
    }

    private static long comings() throws IOException {
        return server.log().lines().filter(line -> line.contains("came, changed or went")).count();
    }

    /** The shipped model under another version, in a folder that the server does not look at. */
    private static Path write(String version) throws IOException {
        Manifest like = SHIPPED.manifest();
        Manifest manifest = new Manifest(
                like.id(), version, like.title(), like.task(), like.input(), like.layers(), like.alphabet(), like.decoder(),
                like.about());
        Path folder = Files.createDirectories(MODELS.resolve("captcha-v2")).resolve("." + version);
        BundleWriter.write(
                folder, new ModelBundle(manifest, SHIPPED.weights(), SHIPPED.digest()),
                Json.createObjectBuilder().build(), "The same again.");
        return folder;
    }

    private static Path place(String version) {
        return MODELS.resolve("captcha-v2").resolve(version);
    }

    private static String get(String path) {
        return server.client().get(path).ok().text();
    }

    private static String text() {
        return reading().getString("text");
    }

    private static String model() {
        return reading().getString("model") + "/" + reading().getString("version");
    }

    private static JsonObject reading() {
        return server.client().predict(CAPTCHA.png(), "").ok().json();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("within " + SOON.toSeconds() + " s").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
