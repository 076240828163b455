package org.lisible.engine.pure.plan;

/** Where the numbers between two steps lie: one of a {@link Workspace}'s buffers, seen as a picture or as a sequence. */
sealed interface Value permits Grid, Sequence {

    /** The buffer's index. */
    int buffer();
}
