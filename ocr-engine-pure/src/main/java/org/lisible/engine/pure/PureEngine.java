package org.lisible.engine.pure;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.lisible.OcrException;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.model.InputSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
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

    /** One over the part of a group that has to be full for it to be quicker than image by image. */
    private static final int WORTH_A_GROUP = 4;

    private final EngineInfo info;
    private final InputSpec input;
    private final EngineContext context;
    private final PooledPlan single;
    private final PooledPlan grouped;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param single for one image
     * @param grouped for several; the same one where a network gains nothing by that
     */
    PureEngine(
            Manifest manifest,
            Plan single,
            Plan grouped,
            KernelChoice choice,
            String version,
            EngineContext context) {
        this.info = new EngineInfo(
                PureEngineProvider.ID, version, PureEngineProvider.DEVICE, choice.toString(), manifest.name());
        this.input = manifest.input();
        this.context = context;
        this.single = new PooledPlan(single, context);
        this.grouped = grouped == single ? this.single : new PooledPlan(grouped, context);
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
        input.check(inputs);
        boolean alone = calls.incrementAndGet() == 1;
        try {
            return recognize(inputs, options, alone);
        } finally {
            calls.decrementAndGet();
        }
    }

    /** @param alone whether no other call runs, so that there are threads to spare even for a single image */
    private List<EngineResult> recognize(List<Tensor> inputs, RunOptions options, boolean alone) {
        EngineResult[] results = new EngineResult[inputs.size()];
        int share = (inputs.size() + context.parallelism() - 1) / context.parallelism();
        PooledPlan plan = share * WORTH_A_GROUP < grouped.images() ? single : grouped;
        int most = Math.min(plan.images(), share);
        int groups = (inputs.size() + most - 1) / most;
        boolean helped = alone && groups == 1;
        new SharedLoop(groups, group -> {
                    options.check();
                    int first = inputs.size() * group / groups;
                    List<Logits> logits =
                            plan.run(inputs.subList(first, inputs.size() * (group + 1) / groups), helped);
                    for (int i = 0; i < logits.size(); i++) {
                        results[first + i] = logits.get(i);
                    }
                })
                .run(context.executor(), context.parallelism());
        return List.of(results);
    }

    @Override
    public void close() {
        closed = true;
        single.clear();
        grouped.clear();
    }
}
