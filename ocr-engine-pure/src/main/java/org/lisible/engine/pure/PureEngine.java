package org.lisible.engine.pure;

import java.util.Arrays;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.Workspace;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.spi.EngineContext;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/**
 * A model in pure Java. Nothing here needs a lock: a call keeps the workspaces it took hold of, and what it uses is
 * reclaimed when the last call ends.
 */
final class PureEngine implements OcrEngine {

    private final EngineInfo info;
    private final InputSpec input;
    private final Plan plan;
    private final EngineContext context;
    private final WorkspacePool workspaces;
    private volatile boolean closed;

    PureEngine(Manifest manifest, Plan plan, KernelChoice choice, String version, EngineContext context) {
        this.info = new EngineInfo(
                PureEngineProvider.ID, version, PureEngineProvider.DEVICE, choice.toString(), manifest.name());
        this.input = manifest.input();
        this.plan = plan;
        this.context = context;
        this.workspaces = new WorkspacePool(plan, context.parallelism());
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
        if (closed) {
            throw new OcrException(
                    OcrException.Kind.UNAVAILABLE, "engine-closed", "the engine pure was closed for " + info.model());
        }
        check(inputs);
        EngineResult[] results = new EngineResult[inputs.size()];
        new SharedLoop(inputs.size(), index -> {
                    options.check();
                    results[index] = run(inputs.get(index));
                })
                .run(context.executor(), context.parallelism());
        return List.of(results);
    }

    private EngineResult run(Tensor image) {
        Workspace workspace = workspaces.lease();
        EngineResult result = plan.run(image, workspace);
        // Only given back after a run that ended well; the pool replaces one that did not.
        workspaces.giveBack(workspace);
        return result;
    }

    private void check(List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw invalid("empty-batch", "the batch is empty");
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).hasShape(input.channels(), input.height(), input.width())) {
                throw invalid(
                        "wrong-shape",
                        "input " + i + " has shape " + Arrays.toString(inputs.get(i).shape()) + ", but model "
                                + info.model() + " takes [" + input.channels() + ", " + input.height() + ", "
                                + input.width() + "]");
            }
        }
    }

    private static OcrException invalid(String code, String message) {
        return new OcrException(OcrException.Kind.INVALID, code, message);
    }

    @Override
    public void close() {
        closed = true;
        workspaces.clear();
    }
}
