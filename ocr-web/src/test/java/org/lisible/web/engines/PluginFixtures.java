package org.lisible.web.engines;

import java.util.Set;

import org.lisible.model.ModelBundle;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/** Engines, sound and broken in every way, that tests put into jars. They open nothing. */
public final class PluginFixtures {

    private PluginFixtures() {}

    /** A sound one. */
    public static class Sound implements OcrEngineProvider {

        @Override
        public String id() {
            return "sound";
        }

        @Override
        public int apiLevel() {
            return API_LEVEL;
        }

        @Override
        public String version() {
            return "2.1";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(Set.of("text-line"), Set.of("ctc"), Set.of("linear"));
        }

        @Override
        public Probe probe(EngineContext context) {
            return Probe.usable("cpu", "loops, device=" + context.setting("device", "none"));
        }

        @Override
        public OcrEngine open(ModelBundle bundle, EngineContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Takes the built-in engine's id. */
    public static final class Pure extends Sound {
        @Override
        public String id() {
            return "pure";
        }
    }

    /** Takes the built-in engine's id but does not work. */
    public static final class UnusablePure extends Sound {
        @Override
        public String id() {
            return "pure";
        }

        @Override
        public Probe probe(EngineContext context) {
            return Probe.unusable("no such processor");
        }
    }

    /** Built for another API. */
    public static final class FromTheFuture extends Sound {
        @Override
        public int apiLevel() {
            return 99;
        }
    }

    /** Has an id that would not fit into a URL. */
    public static final class BadlyNamed extends Sound {
        @Override
        public String id() {
            return "../etc";
        }
    }

    /** Cannot be made. */
    public static final class Unmakeable extends Sound {
        public Unmakeable() {
            throw new IllegalStateException("no licence file");
        }
    }

    /** Breaks the rule that a probe reports. */
    public static final class ThrowingProbe extends Sound {
        @Override
        public Probe probe(EngineContext context) {
            throw new UnsatisfiedLinkError("no jniodd in java.library.path");
        }
    }

    /** Tells what it can see of the application. */
    public static final class Curious extends Sound {
        @Override
        public Probe probe(EngineContext context) {
            return Probe.usable("cpu", "sees " + see("org.lisible.web.engines.EngineRegistry") + ", "
                    + see("org.lisible.engine.pure.PureEngineProvider") + ", " + see("org.assertj.core.api.Assertions")
                    + ", " + see("jakarta.json.Json") + ", " + see("org.lisible.tensor.Tensor"));
        }

        private static boolean see(String name) {
            try {
                Class.forName(name, false, Curious.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
