package org.lisible.engine.pure.plan;

/** Who runs the parts of a step. */
public interface Crew {

    /** The caller alone. */
    Crew ALONE = (plan, step, images, workspace) -> {
        for (int part = 0; part < plan.parts(step, images); part++) {
            plan.runPart(step, part, images, workspace, 0);
        }
    };

    /** Runs each part of a step once, in any order and on any threads, and returns when all are done. */
    void run(Plan plan, int step, int images, Workspace workspace);
}
