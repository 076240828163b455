/**
 * A manifest and its weights compiled into a list of fused steps over preallocated buffers. Decides what is computed and
 * where it lies; how it is computed is {@code kernels}'. No threads, no locks, nothing allocated per run but the result.
 */
package org.lisible.engine.pure.plan;
