package org.lisible.engine.pure;

import java.util.Objects;
import java.util.Set;

import org.lisible.OcrException;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.PlanCompiler;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.Capabilities;
import org.lisible.spi.EngineContext;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.OcrEngineProvider;
import org.lisible.spi.Probe;

/**
 * The engine {@code pure}: no native code, any machine that runs Java. Computes with the Vector API where the JVM was
 * started with {@code --add-modules jdk.incubator.vector}, else in plain Java. One setting: {@value KernelChoice#SETTING},
 * {@code auto} or {@code scalar}.
 */
public final class PureEngineProvider implements OcrEngineProvider {

    static final String ID = "pure";
    static final String DEVICE = "cpu";

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Manifest.TEXT_LINE, Manifest.CHARACTER),
            Set.of(DecoderSpec.CTC, DecoderSpec.SOFTMAX),
            Set.of(
                    "conv2d",
                    "batchnorm2d",
                    "batchnorm1d",
                    "relu",
                    "maxpool2d",
                    "globalavgpool2d",
                    "residual",
                    "dropout",
                    "columns",
                    "flatten",
                    "linear",
                    "bilstm"));

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int apiLevel() {
        return API_LEVEL;
    }

    /** The jar's version, or {@code dev} for classes that are in no jar. */
    @Override
    public String version() {
        return Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "dev");
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Probe probe(EngineContext context) {
        return Probe.usable(DEVICE, choice(context).toString());
    }

    @Override
    public OcrEngine open(ModelBundle bundle, EngineContext context) {
        KernelChoice choice = choice(context);
        try {
            PlanCompiler compiler = new PlanCompiler(bundle, choice.kernels());
            Plan single = compiler.compile(1);
            int images = compiler.goodGroup();
            Plan grouped = images > 1 ? compiler.compile(images) : single;
            return new PureEngine(bundle.manifest(), single, grouped, choice, version(), context);
        } catch (ArithmeticException | OutOfMemoryError tooLarge) {
            throw new OcrException(
                    OcrException.Kind.BROKEN,
                    "model-too-large",
                    "model " + bundle.manifest().name() + " needs more memory than there is: " + tooLarge.getMessage(),
                    tooLarge);
        }
    }

    private static KernelChoice choice(EngineContext context) {
        return KernelChoice.of(context.setting(KernelChoice.SETTING, "auto"));
    }
}
