package org.lisible.it;

/** How long the tests of swaps last: short as they are run with all others, long with {@code -Dlisible.long=true}. */
final class Sizes {

    static final boolean LONG = Boolean.getBoolean("lisible.long");

    /** Swaps in a row. */
    static final int SWAPS = LONG ? 200 : 20;

    /** Images that are read while engines are swapped. */
    static final int IMAGES = LONG ? 10_000 : 500;

    /** For so long at least. */
    static final int SECONDS = LONG ? 120 : 15;

    /** Callers at once. */
    static final int CALLERS = LONG ? 64 : 16;

    private Sizes() {}
}
