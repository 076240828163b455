package org.lisible.engine.pure;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.lisible.engine.pure.plan.Crew;
import org.lisible.engine.pure.plan.Plan;
import org.lisible.engine.pure.plan.StepInfo;
import org.lisible.engine.pure.plan.Workspace;
import org.lisible.result.Logits;
import org.lisible.spi.EngineContext;
import org.lisible.tensor.Tensor;

/**
 * A plan with the workspaces that no run uses at the moment. Holds a bounded number; never makes a caller wait: one more is
 * made for a caller that finds none, and dropped when it comes back to a full pool.
 */
final class PooledPlan {

    /** More threads for one run would only wait for each other. */
    private static final int MOST_THREADS = 4;
    /** A smaller network is done about when a helper is awake. */
    private static final long FLOPS_WORTH_HELP = 150_000_000;

    private final Plan plan;
    private final EngineContext context;
    private final int threads;
    private final BlockingQueue<Place> idle;

    /** Where a run takes place. */
    private record Place(Workspace workspace, Team team) {}

    /** Makes one workspace, so that a network too large for the memory fails when it is opened. */
    PooledPlan(Plan plan, EngineContext context) {
        this.plan = plan;
        this.context = context;
        long flops = plan.steps().stream().mapToLong(StepInfo::flops).sum();
        this.threads = flops < FLOPS_WORTH_HELP ? 1 : Math.min(context.parallelism(), MOST_THREADS);
        this.idle = new ArrayBlockingQueue<>(context.parallelism());
        idle.add(newPlace());
    }

    private Place newPlace() {
        return new Place(plan.newWorkspace(threads), new Team(context.executor(), threads));
    }

    /** How many images one run can take. */
    int images() {
        return plan.images();
    }

    /** Runs the plan in a workspace of its own; see {@link Plan#run}. @param mayBeHelped by lent threads, if that is worth it */
    List<Logits> run(List<Tensor> group, boolean mayBeHelped) {
        boolean helped = mayBeHelped && threads > 1;
        Place leased = idle.poll();
        Place place = leased != null ? leased : newPlace();
        if (helped) {
            place.team().gather();
        }
        List<Logits> logits = plan.run(group, place.workspace(), helped ? place.team() : Crew.ALONE);
        // Only given back after a run that ended well; the next caller makes up for one that did not.
        idle.offer(place);
        return logits;
    }

    void clear() {
        idle.clear();
    }
}
