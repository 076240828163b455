package org.lisible.data.composition;

/**
 * Where a character stands in a line, in cap heights above the baseline, as copy-books teach it.
 *
 * @param bottom of its ink; below 0 under the baseline
 * @param top of its ink
 * @param width of a flat character whose width says how large it is and whose middle lies between bottom and top; 0 for
 *     the others, whose height says it
 */
record Stance(double bottom, double top, double width) {

    private static final double X_HEIGHT = 0.62;
    private static final double DESCENT = -0.34;

    static Stance of(char character) {
        return switch (character) {
            case 'a', 'c', 'e', 'm', 'n', 'o', 'r', 's', 'u', 'v', 'w', 'x', 'z' -> tall(0, X_HEIGHT);
            case 'b', 'd', 'f', 'h', 'k', 'l' -> tall(0, 1.03);
            case 'g', 'p', 'q', 'y' -> tall(DESCENT, X_HEIGHT);
            case 't' -> tall(0, 0.86);
            case 'i' -> tall(0, 0.9);
            case 'j' -> tall(DESCENT, 0.9);
            case '(', ')', '[', ']', '{', '}', '|' -> tall(-0.16, 1.06);
            case '/', '\\' -> tall(-0.06, 1.05);
            case '$' -> tall(-0.08, 1.08);
            case '#' -> tall(0.04, 0.96);
            case '*' -> tall(0.45, 1);
            case '+' -> tall(0.12, 0.72);
            case '<', '>' -> tall(0.08, 0.76);
            case ',' -> tall(-0.2, 0.13);
            case '.' -> tall(0, 0.11);
            case ':' -> tall(0, X_HEIGHT);
            case ';' -> tall(-0.18, X_HEIGHT);
            case '"', '\'' -> tall(0.7, 1.02);
            case '`' -> tall(0.76, 1.02);
            case '^' -> tall(0.66, 1.02);
            case '-' -> flat(0.4, 0.42);
            case '_' -> flat(-0.08, 0.7);
            case '~' -> flat(0.42, 0.55);
            case '=' -> flat(0.4, 0.5);
            default -> tall(0, 1);
        };
    }

    private static Stance tall(double bottom, double top) {
        return new Stance(bottom, top, 0);
    }

    private static Stance flat(double middle, double width) {
        return new Stance(middle, middle, width);
    }
}
