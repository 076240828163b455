package org.lisible.decode;

/**
 * The texts that may be read, as an automaton over classes. States are numbers from 0 up. The search asks how many steps a
 * state still needs, so that it never keeps a prefix that can no longer become a whole text.
 */
interface Grammar {

    /** No transition, as a state. */
    int NONE = -1;

    /** The state of the empty text. */
    int start();

    /** The state after one more character, or {@link #NONE} if that character may not come here. */
    int next(int state, int clazz);

    /** The fewest further steps to a whole text if the last step was the state's last character. 0 if it is whole. */
    int stepsAfterCharacter(int state);

    /** The fewest further steps to a whole text if the last step was a blank, or there was none. 0 if it is whole. */
    int stepsAfterBlank(int state);
}
