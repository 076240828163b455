package org.lisible.engine.pure;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.Workspace;

/**
 * Workspaces that no run uses at the moment. Holds a bounded number; never makes a caller wait: one more is made for a
 * caller that finds none, and dropped when it comes back to a full pool.
 */
final class WorkspacePool {

    private final Plan plan;
    private final BlockingQueue<Workspace> idle;

    /** Makes one workspace, so that a network too large for the memory fails when it is opened. */
    WorkspacePool(Plan plan, int size) {
        this.plan = plan;
        this.idle = new ArrayBlockingQueue<>(size);
        idle.add(plan.newWorkspace());
    }

    Workspace lease() {
        Workspace workspace = idle.poll();
        return workspace != null ? workspace : plan.newWorkspace();
    }

    void giveBack(Workspace workspace) {
        idle.offer(workspace);
    }

    void clear() {
        idle.clear();
    }
}
