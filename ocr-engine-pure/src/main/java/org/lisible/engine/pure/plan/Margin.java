package org.lisible.engine.pure.plan;

/** Zeros around a picture, in lines and pixels, so that no convolution has to look where the picture ends. */
record Margin(int top, int bottom, int left, int right) {

    static final Margin NONE = new Margin(0, 0, 0, 0);

    /** Wide enough for both. */
    Margin and(Margin other) {
        return new Margin(
                Math.max(top, other.top),
                Math.max(bottom, other.bottom),
                Math.max(left, other.left),
                Math.max(right, other.right));
    }
}
