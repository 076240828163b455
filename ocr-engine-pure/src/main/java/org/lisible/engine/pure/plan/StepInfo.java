package org.lisible.engine.pure.plan;

/**
 * What a step of a plan does for one image.
 *
 * @param name the layers in it, such as {@code conv2 3x3 32-64, Winograd, pool 2x2}
 * @param flops floating-point operations of its products by the layers' definition, 0 where it has none
 */
public record StepInfo(String name, long flops) {}
