package org.lisible.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines that hang, blow up or break their promises: their callers are told, and nobody else notices. */
class SickEnginesIT {

    /** Heeds no interrupt. */
    private static final String PARK =
            "java.util.concurrent.locks.LockSupport.parkNanos(10_000_000); Thread.interrupted();";

    private static final PluginFolder PLUGINS = new PluginFolder(Build.scratch("sick/plugins"));
    private static LisibleServer server;
    private static Client client;
    private static Engines engines;

    @BeforeAll
    static void start() {
        PLUGINS.addProvider("Pondering", "pondering", "1", "", "private Probe probing() { while (true) { %s } }".formatted(PARK));
        server = LisibleServer.start(Map.of(
                "ocr.plugins.dir", PLUGINS.path().toString(),
                "ocr.plugins.patience", "PT20S",
                "ocr.limits.time", "PT4S",
                "ocr.queue.hung", "PT2S"));
        client = server.client();
        engines = new Engines(client);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aProbeThatNeverReturnsKeepsNobodyFromStarting() {
        assertThat(client.get("/api/v1/engines").ok().text()).contains("its probe did not end within 20.0 s");
        client.predict(Captchas.captcha(1).png(), "").ok();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Memory | throw new OutOfMemoryError("no room");             | OutOfMemoryError: no room
            Stack  | throw new StackOverflowError();                    | StackOverflowError
            Few    | return List.of();                                  | it gave 0 results for 1 inputs
            Null   | return Collections.singletonList(null);            | one of its results is null
            """)
    void anEngineThatBlowsUpOrBreaksItsPromiseFailsItsCallersAndNobodyElse(String name, String deed, String reason)
            throws Exception {
        String id = name.toLowerCase(Locale.ROOT);
        PLUGINS.addEngine(name, id, deed);
        engines.awaitState(id, "ready");

        for (int i = 0; i < 3; i++) {
            assertThat(client.predict(Captchas.captcha(i).png(), "?engine=" + id).problem(500, "engine-failed")).contains(reason);
            client.predict(Captchas.captcha(i).png(), "?engine=pure").ok();
        }
    }

    @Test
    void anEngineThatNeverReturnsIsReplacedByAFreshInstanceAndThenGivenUp() throws Exception {
        PLUGINS.addEngine("Hanging", "hanging", "while (true) { " + PARK + " }");
        engines.awaitState("hanging", "ready");
        byte[] png = Captchas.captcha(1).png();

        client.predict(png, "?engine=hanging").problem(504, "deadline-passed");
        client.predict(png, "?engine=pure").ok();
        engines.await("hanging", engine -> engine.getInt("hungCalls") == 1 && engine.getString("state").equals("ready"));

        client.predict(png, "?engine=hanging").problem(504, "deadline-passed");
        engines.awaitState("hanging", "sick");
        assertThat(client.predict(png, "?engine=hanging").problem(503, "engine-not-ready"))
                .contains("a fresh instance of it did not either");
        client.predict(png, "?engine=pure").ok();
    }
}
