package org.lisible.decode;

import java.util.BitSet;

/**
 * Any text of allowed characters with between {@code least} and {@code most} of them. The state is the length so far.
 *
 * @param allowed classes that may occur; not modified
 * @param least the fewest characters
 * @param most the most characters, {@link Integer#MAX_VALUE} if there is no limit
 */
record FreeText(BitSet allowed, int least, int most) implements Grammar {

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int next(int length, int clazz) {
        return length < most && allowed.get(clazz) ? length + 1 : NONE;
    }

    @Override
    public int stepsAfterCharacter(int length) {
        int missing = Math.max(least - length, 0);
        return onlyOneCharacter() ? 2 * missing : missing;
    }

    @Override
    public int stepsAfterBlank(int length) {
        int missing = Math.max(least - length, 0);
        return onlyOneCharacter() && missing > 0 ? 2 * missing - 1 : missing;
    }

    /** Equal neighbours need a blank between them. */
    private boolean onlyOneCharacter() {
        return allowed.cardinality() == 1;
    }
}
