package org.lisible.spi.training;

/**
 * An indexed set of labelled inputs. Augmentation hides in here: {@code get} is a pure function of its arguments, so
 * that a resumed training sees what an uninterrupted one would have. Safe for concurrent use.
 */
public interface Examples {

    /** How many examples one epoch has. */
    int size();

    /**
     * @param index 0 to {@code size() - 1}
     * @param epoch from 1; a training set gives another augmentation in each epoch, a validation set ignores it
     */
    Example get(int index, int epoch);
}
