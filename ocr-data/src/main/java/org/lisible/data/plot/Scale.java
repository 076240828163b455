package org.lisible.data.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Brings values to places along an axis, and knows which values to name there. */
sealed interface Scale {

    /** 0 at the axis's start to 1 at its end. */
    double place(double value);

    /** The values to name, ascending. */
    List<Double> ticks();

    /** How a value is written. */
    String label(double value);

    /**
     * Equal steps.
     *
     * @param low value at the start
     * @param high value at the end, above {@code low}
     * @param wanted about how many ticks
     * @param percent whether values are shares, to be written as percentages
     */
    record Linear(double low, double high, int wanted, boolean percent) implements Scale {

        @Override
        public double place(double value) {
            return (value - low) / (high - low);
        }

        /** Ticks at multiples of 1, 2 or 5 times a power of ten. */
        @Override
        public List<Double> ticks() {
            double rough = (high - low) / wanted;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
            List<Double> ticks = new ArrayList<>();
            for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }

        @Override
        public String label(double value) {
            return percent ? plain(100 * value) + " %" : plain(value);
        }
    }

    /**
     * Equal factors.
     *
     * @param low value at the start, above 0
     * @param high value at the end, above {@code low}
     */
    record Logarithmic(double low, double high) implements Scale {

        /** Whole decades around values; those that have no logarithm are left out. */
        static Logarithmic around(double[] values) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (double value : values) {
                if (value > 0 && Double.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            if (most == 0) {
                return new Logarithmic(0.1, 1);
            }
            double low = Math.pow(10, Math.floor(Math.log10(least)));
            double high = Math.pow(10, Math.ceil(Math.log10(most)));
            return new Logarithmic(low, high > low ? high : 10 * low);
        }

        @Override
        public double place(double value) {
            return Math.log(Math.clamp(value, low, high) / low) / Math.log(high / low);
        }

        @Override
        public List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (double tick = low; tick <= high * 1.001; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }

        @Override
        public String label(double value) {
            return plain(value);
        }
    }

    /** A number with no more decimals than it needs. */
    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
