package org.lisible.it;

/**
 * An engine that takes its time: for each image, and once for the blank one that it is warmed up with, of which it leaves a
 * file; the bundle's recorded outputs it knows. Settings: {@code pause} (ISO 8601) and {@code warmed} (the file).
 */
final class SlowEngine {

    static final String NAME = "Slow";

    static final String SOURCE =
            """
            package broken;

            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import org.lisible.model.ModelBundle;
            import org.lisible.spi.*;
            import org.lisible.result.*;
            import org.lisible.tensor.Tensor;

            public class Slow implements OcrEngineProvider {
                public String id() { return "slow"; }
                public int apiLevel() { return API_LEVEL; }
                public String version() { return "1"; }
                public Capabilities capabilities() {
                    return new Capabilities(Set.of("text-line"), Set.of("ctc"), Set.of("conv2d", "batchnorm2d", "relu",
                            "maxpool2d", "dropout", "columns", "linear", "bilstm"));
                }
                public Probe probe(EngineContext context) { return Probe.usable("cpu", "none"); }
                public OcrEngine open(ModelBundle bundle, EngineContext context) {
                    Duration pause = Duration.parse(context.setting("pause", "PT0S"));
                    Path warmed = Path.of(context.setting("warmed", "warmed"));
                    int classes = bundle.manifest().symbols().size();
                    return new OcrEngine() {
                        public EngineInfo info() { return new EngineInfo(id(), "1", "cpu", "none", bundle.manifest().name()); }
                        public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
                            %s
                            boolean blank = true;
                            for (float value : inputs.getFirst().data()) { blank &= value == 0; }
                            try {
                                if (!blank || Files.notExists(warmed)) { Thread.sleep(pause); }
                                if (blank) { Files.write(warmed, new byte[0]); }
                            } catch (Exception e) { throw new IllegalStateException(e); }
                            return inputs.stream().map(input -> (EngineResult) new Logits(5, classes, new float[5 * classes])).toList();
                        }
                        public void close() {}
                    };
                }
            }
            """.formatted(PluginFolder.ANSWER_REFERENCES);

    private SlowEngine() {}
}
