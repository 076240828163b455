package org.lisible.segmentation;

/** Weighted least squares of a few unknowns by the normal equations. */
final class LeastSquares {

    private final double[][] equations;

    LeastSquares(int unknowns) {
        this.equations = new double[unknowns][unknowns + 1];
    }

    /** Adds that {@code factors · unknowns} should be {@code value}. */
    void add(double[] factors, double value, double weight) {
        for (int row = 0; row < factors.length; row++) {
            for (int column = 0; column < factors.length; column++) {
                equations[row][column] += weight * factors[row] * factors[column];
            }
            equations[row][factors.length] += weight * factors[row] * value;
        }
    }

    /** Gaussian elimination; not finite numbers if there are too few equations. Call once. */
    double[] solve() {
        int count = equations.length;
        for (int pivot = 0; pivot < count; pivot++) {
            int largest = pivot;
            for (int row = pivot + 1; row < count; row++) {
                largest = Math.abs(equations[row][pivot]) > Math.abs(equations[largest][pivot]) ? row : largest;
            }
            double[] swapped = equations[pivot];
            equations[pivot] = equations[largest];
            equations[largest] = swapped;
            for (int row = 0; row < count; row++) {
                double factor = row == pivot ? 0 : equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; factor != 0 && column <= count; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        double[] solution = new double[count];
        for (int row = 0; row < count; row++) {
            solution[row] = equations[row][count] / equations[row][row];
        }
        return solution;
    }
}
