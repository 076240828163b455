package org.lisible.decode;

/** A node of the beam search's tree of prefixes: a labelling so far, and the probability of the paths that read as it. */
final class Prefix {

    final Prefix parent;
    final int clazz;
    final int length;
    /** Where the {@link Grammar} stands after this prefix. */
    final int state;
    /** By class; made when first needed. */
    private Prefix[] children;

    /** Log-probability of the paths that end in a blank, up to the step before. */
    double blank = LogDomain.ZERO;
    /** Log-probability of the paths that end in the last character, up to the step before. */
    double character = LogDomain.ZERO;
    /** Either of both. */
    double total = LogDomain.ZERO;
    double nextBlank = LogDomain.ZERO;
    double nextCharacter = LogDomain.ZERO;
    /** Whether it is among the candidates for the next beam. */
    boolean candidate;

    Prefix(Prefix parent, int clazz, int state) {
        this.parent = parent;
        this.clazz = clazz;
        this.length = parent == null ? 0 : parent.length + 1;
        this.state = state;
    }

    /** The prefix one character longer, or null if it was never met. */
    Prefix child(int childClass) {
        return children == null ? null : children[childClass];
    }

    Prefix makeChild(int childClass, int childState, int classes) {
        if (children == null) {
            children = new Prefix[classes];
        }
        children[childClass] = new Prefix(this, childClass, childState);
        return children[childClass];
    }

    /** Ends a step: what was next is now. */
    void advance() {
        blank = nextBlank;
        character = nextCharacter;
        total = LogDomain.add(blank, character);
        nextBlank = LogDomain.ZERO;
        nextCharacter = LogDomain.ZERO;
        candidate = false;
    }

    int[] labelling() {
        int[] labelling = new int[length];
        Prefix prefix = this;
        for (int i = length - 1; i >= 0; i--, prefix = prefix.parent) {
            labelling[i] = prefix.clazz;
        }
        return labelling;
    }
}
