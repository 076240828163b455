package org.lisible.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A folder of engines: those that the build made, and others compiled on the spot. */
final class PluginFolder {

    private static final String SERVICE = "META-INF/services/org.lisible.spi.OcrEngineProvider";

    /** A provider that works, for others to spoil: {@code {name}}, {@code {id}}, {@code {level}} and hooks. */
    private static final String PROVIDER =
            """
            package broken;

            import java.util.*;
            import org.lisible.model.ModelBundle;
            import org.lisible.spi.*;
            import org.lisible.result.EngineResult;
            import org.lisible.tensor.Tensor;

            public class %1$s implements OcrEngineProvider {
                %4$s
                public String id() { return "%2$s"; }
                public int apiLevel() { return %3$s; }
                public String version() { return "1"; }
                public Capabilities capabilities() {
                    return new Capabilities(Set.of("text-line"), Set.of("ctc"), Set.of("conv2d", "batchnorm2d", "relu",
                            "maxpool2d", "dropout", "columns", "linear", "bilstm"));
                }
                public Probe probe(EngineContext context) { return probing(); }
                %5$s
                public OcrEngine open(ModelBundle bundle, EngineContext context) {
                    return new OcrEngine() {
                        public EngineInfo info() { return new EngineInfo(id(), "1", "cpu", "none", bundle.manifest().name()); }
                        public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
                            %6$s
                        }
                        public void close() {}
                    };
                }
            }
            """;

    /** The beginning of a {@code recognize(inputs, options)} that knows the bundle's recorded outputs, as its trial asks for. */
    static final String ANSWER_REFERENCES =
            """
            for (var reference : bundle.references()) {
                if (Arrays.equals(inputs.getFirst().data(), reference.input().data())) {
                    int[] shape = reference.logits().shape();
                    return List.of(new org.lisible.result.Logits(shape[0], shape[1], reference.logits().data()));
                }
            }
            """;

    private static final String PROBE = "private Probe probing() { return Probe.usable(\"cpu\", \"none\"); }";

    private static final String FAIL = "throw new IllegalStateException(\"this engine always fails\");";

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Adds a jar, or the jars of a folder under the folder's name. */
    PluginFolder add(Path plugin) {
        try (Stream<Path> files = Files.walk(plugin)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(plugin.getParent().relativize(file));
                Files.createDirectories(target.getParent());
                // TensorFlow's jars are large: one file under two names.
                Files.createLink(target, file);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a jar with a provider of its own. */
    PluginFolder addProvider(String name, String id, String apiLevel, String members, String probe) {
        return addProvider(name, id, apiLevel, members, probe, FAIL);
    }

    /** Adds a jar with an engine that passes its trial, blank pictures and the bundle's references, and then does what is given. */
    PluginFolder addEngine(String name, String id, String deed) {
        return addProvider(name, id, "1", "", "", """
                %s
                if (inputs.stream().anyMatch(input -> input.data()[0] != 0)) {
                    %s
                }
                return inputs.stream().<EngineResult>map(input -> new org.lisible.result.Logits(1, 1, new float[1])).toList();
                """.formatted(ANSWER_REFERENCES, deed));
    }

    private PluginFolder addProvider(
            String name, String id, String apiLevel, String members, String probe, String recognize) {
        String source =
                PROVIDER.formatted(name, id, apiLevel, members, probe.isEmpty() ? PROBE : probe, recognize);
        Path classes = compile(name, source);
        return addJar(name + ".jar", "broken." + name, classes, file -> !file.getFileName().toString().contains("Gone"));
    }

    /** Adds a jar with a provider of that source, {@code broken.name}. */
    PluginFolder addSource(String name, String source) {
        return addJar(name + ".jar", "broken." + name, compile(name, source), file -> true);
    }

    /** Adds a jar that names a provider but holds no class. */
    PluginFolder addJarWithoutItsClass(String name) {
        return addJar(name + ".jar", "broken." + name, Build.scratch("classes/" + name), file -> true);
    }

    PluginFolder addFile(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginFolder addJar(String name, String provider, Path classes, Predicate<Path> kept) {
        Path part = folder.resolve(name + ".part");
        try {
            write(part, provider, classes, kept);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String provider, Path classes, Predicate<Path> kept) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(classes)) {
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(provider.getBytes(StandardCharsets.UTF_8));
            for (Path entry : files.filter(Files::isRegularFile).filter(kept).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(entry).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(entry));
            }
        }
    }

    private static Path compile(String name, String source) {
        Path classes = Build.scratch("classes/" + name);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file = new SimpleJavaFileObject(
                URI.create("string:///broken/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = new ArrayList<>(
                Arrays.asList("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"));
        if (!compiler.getTask(null, null, null, options, null, List.of(file)).call()) {
            throw new IllegalStateException(name + " does not compile");
        }
        return classes;
    }
}
