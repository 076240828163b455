package org.lisible.segmentation;

/**
 * The lines that a hand writes between, in pixels of the picture.
 *
 * @param baseline the row under letters without descenders, at column 0
 * @param slope rows that it sinks by for each column
 * @param capHeight from the baseline to the top of capitals
 * @param xHeight from the baseline to the top of an x
 */
record LineMetrics(double baseline, double slope, double capHeight, double xHeight) {

    /** x-height by cap height, before a line has shown its own. */
    static final double USUAL_X_HEIGHT = 0.62;

    double baselineAt(double x) {
        return baseline + slope * x;
    }

    /** How high a box's top is above the baseline, in cap heights. */
    double top(Box box) {
        return (baselineAt(box.centreX()) - box.y()) / capHeight;
    }

    /** How high a box's bottom is above the baseline, in cap heights; below 0 for descenders. */
    double bottom(Box box) {
        return (baselineAt(box.centreX()) - box.bottom()) / capHeight;
    }
}
