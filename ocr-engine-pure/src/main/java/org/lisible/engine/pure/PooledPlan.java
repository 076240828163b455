package org.lisible.engine.pure;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.Workspace;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/**
 * A plan with the workspaces that no run uses at the moment. Holds a bounded number; never makes a caller wait: one more is
 * made for a caller that finds none, and dropped when it comes back to a full pool.
 */
final class PooledPlan {

    private final Plan plan;
    private final BlockingQueue<Workspace> idle;

    /** Makes one workspace, so that a network too large for the memory fails when it is opened. */
    PooledPlan(Plan plan, int size) {
        this.plan = plan;
        this.idle = new ArrayBlockingQueue<>(size);
        idle.add(plan.newWorkspace());
    }

    /** How many images one run can take. */
    int images() {
        return plan.images();
    }

    /** Runs the plan in a workspace of its own; see {@link Plan#run}. */
    List<Logits> run(List<Tensor> group) {
        Workspace leased = idle.poll();
        Workspace workspace = leased != null ? leased : plan.newWorkspace();
        List<Logits> logits = plan.run(group, workspace);
        // Only given back after a run that ended well; the next caller makes up for one that did not.
        idle.offer(workspace);
        return logits;
    }

    void clear() {
        idle.clear();
    }
}
