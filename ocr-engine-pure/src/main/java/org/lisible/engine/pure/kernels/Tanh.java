package org.lisible.engine.pure.kernels;

/**
 * Coefficients of tanh as an odd polynomial over an even one, {@code x * P(x²) / Q(x²)}, a minimax fit on
 * [-{@link #LIMIT}, {@link #LIMIT}] as in Eigen's {@code ptanh_float}; beyond the limit tanh is 1 in single precision.
 * Both kernels use it, and the logistic function as {@code 0.5 + 0.5 tanh(x / 2)}.
 */
public final class Tanh {

    public static final float LIMIT = 7.90531110763549805f;

    public static final float P1 = 4.89352455891786e-03f;
    public static final float P3 = 6.37261928875436e-04f;
    public static final float P5 = 1.48572235717979e-05f;
    public static final float P7 = 5.12229709037114e-08f;
    public static final float P9 = -8.60467152213735e-11f;
    public static final float P11 = 2.00018790482477e-13f;
    public static final float P13 = -2.76076847742355e-16f;

    public static final float Q0 = 4.89352518554385e-03f;
    public static final float Q2 = 2.26843463243900e-03f;
    public static final float Q4 = 1.18534705686654e-04f;
    public static final float Q6 = 1.19825839466702e-06f;

    private Tanh() {}

    /** Within 1e-6 of tanh, relative. */
    public static float of(float value) {
        float x = Math.min(Math.max(value, -LIMIT), LIMIT);
        float square = x * x;
        float p = P13 * square + P11;
        p = p * square + P9;
        p = p * square + P7;
        p = p * square + P5;
        p = p * square + P3;
        p = p * square + P1;
        float q = Q6 * square + Q4;
        q = q * square + Q2;
        q = q * square + Q0;
        return x * p / q;
    }
}
