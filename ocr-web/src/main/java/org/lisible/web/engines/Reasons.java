package org.lisible.web.engines;

/** Says in one line why foreign code failed: the message and, if there is one, its first cause. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        String reason = sentence(failure);
        return root == failure ? reason : reason + "; caused by " + sentence(root);
    }

    private static String sentence(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }
}
