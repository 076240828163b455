package org.lisible.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/** The sheet of paper on the page for handwriting, under a hand that moves a mouse or a finger. */
final class Pad {

    private static final Duration STEP = Duration.ofMillis(4);

    private final Browser browser;

    Pad(Browser browser) {
        this.browser = browser;
    }

    /**
     * Draws strokes, one after the other.
     *
     * @param strokes {@code [stroke][point]{x, y}}, as shares of the sheet's width and height
     */
    void draw(Kind kind, double[][]... strokes) {
        move(kind, true, strokes);
    }

    /** Draws strokes and leaves the pen on the paper. */
    void drawAndHold(Kind kind, double[][]... strokes) {
        move(kind, false, strokes);
    }

    void letGo(Kind kind) {
        PointerInput pointer = pointer(kind);
        browser.perform(new Sequence(pointer, 0).addAction(pointer.createPointerUp(MouseButton.LEFT.asArg())));
    }

    private void move(Kind kind, boolean letGo, double[][]... strokes) {
        @SuppressWarnings("unchecked")
        Map<String, Number> box = (Map<String, Number>) browser.run(
                "const {left, top, width, height} = document.querySelector('#pad').getBoundingClientRect();"
                        + "return {left, top, width, height}");
        PointerInput pointer = pointer(kind);
        Sequence sequence = new Sequence(pointer, 0);
        for (double[][] stroke : strokes) {
            boolean down = false;
            for (double[] point : stroke) {
                int x = place(box, "left", "width", point[0]);
                int y = place(box, "top", "height", point[1]);
                sequence.addAction(pointer.createPointerMove(down ? STEP : Duration.ZERO, Origin.viewport(), x, y));
                if (!down) {
                    sequence.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
                    down = true;
                }
            }
            if (letGo || stroke != strokes[strokes.length - 1]) {
                sequence.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
            }
        }
        browser.perform(sequence);
    }

    private static PointerInput pointer(Kind kind) {
        return new PointerInput(kind, kind == Kind.TOUCH ? "finger" : "mouse");
    }

    /** A straight stroke. */
    static double[][] line(double fromX, double fromY, double toX, double toY) {
        int steps = 12;
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            points.add(new double[] {fromX + share * (toX - fromX), fromY + share * (toY - fromY)});
        }
        return points.toArray(double[][]::new);
    }

    /** The share of the sheet that is covered with ink on the screen, once it is painted. */
    double ink() {
        return ((Number) inked("ink / (copy.width * copy.height)")).doubleValue();
    }

    /** Of the ink on the screen, 0 to 255. */
    double brightness() {
        return ((Number) inked("light / (3 * ink)")).doubleValue();
    }

    /** What a formula makes of the number of painted pixels, {@code ink}, and the sum of their colours, {@code light}. */
    private Object inked(String formula) {
        return browser.runAsync(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => {"
                        + "const pad = document.querySelector('#pad'), copy = document.createElement('canvas');"
                        + "[copy.width, copy.height] = [pad.width, pad.height];"
                        + "const context = copy.getContext('2d', {willReadFrequently: true});"
                        + "context.drawImage(pad, 0, 0);"
                        + "const {data} = context.getImageData(0, 0, copy.width, copy.height);"
                        + "let ink = 0, light = 0; for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 127) {"
                        + "ink++; light += data[i] + data[i + 1] + data[i + 2] }"
                        + "done(" + formula + ") }))");
    }

    private static int place(Map<String, Number> box, String from, String extent, double share) {
        return (int) Math.round(box.get(from).doubleValue() + share * box.get(extent).doubleValue());
    }
}
