package org.lisible.decode;

import java.util.ArrayList;
import java.util.List;

/** A list of words as a prefix tree. The state is the node; 0 is the root. */
final class WordTrie implements Grammar {

    private static final int FAR = Integer.MAX_VALUE / 2;

    private final List<Node> nodes = new ArrayList<>();

    /** @param words at least one, each the classes of its characters; not modified */
    WordTrie(List<int[]> words) {
        nodes.add(new Node(0));
        words.forEach(this::add);
    }

    private void add(int[] word) {
        int stepsLeft = stepsNeeded(word);
        int node = 0;
        nodes.get(0).reach(stepsLeft, stepsLeft);
        for (int i = 0; i < word.length; i++) {
            int child = next(node, word[i]);
            if (child == NONE) {
                child = nodes.size();
                Node made = new Node(word[i]);
                made.sibling = nodes.get(node).firstChild;
                nodes.get(node).firstChild = child;
                nodes.add(made);
            }
            node = child;
            boolean repeatedNext = i + 1 < word.length && word[i + 1] == word[i];
            stepsLeft -= i > 0 && word[i] == word[i - 1] ? 2 : 1;
            nodes.get(node).reach(stepsLeft, repeatedNext ? stepsLeft - 1 : stepsLeft);
        }
    }

    /** The fewest steps that a word fits in: one a character and one blank between equal neighbours. */
    static int stepsNeeded(int[] word) {
        int steps = word.length;
        for (int i = 1; i < word.length; i++) {
            steps += word[i] == word[i - 1] ? 1 : 0;
        }
        return steps;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int next(int node, int clazz) {
        int child = nodes.get(node).firstChild;
        while (child != NONE && nodes.get(child).clazz != clazz) {
            child = nodes.get(child).sibling;
        }
        return child;
    }

    @Override
    public int stepsAfterCharacter(int node) {
        return nodes.get(node).afterCharacter;
    }

    @Override
    public int stepsAfterBlank(int node) {
        return nodes.get(node).afterBlank;
    }

    private static final class Node {

        private final int clazz;
        private int firstChild = NONE;
        private int sibling = NONE;
        private int afterCharacter = FAR;
        private int afterBlank = FAR;

        Node(int clazz) {
            this.clazz = clazz;
        }

        void reach(int stepsAfterCharacter, int stepsAfterBlank) {
            afterCharacter = Math.min(afterCharacter, stepsAfterCharacter);
            afterBlank = Math.min(afterBlank, stepsAfterBlank);
        }
    }
}
