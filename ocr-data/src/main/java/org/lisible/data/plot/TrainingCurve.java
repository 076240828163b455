package org.lisible.data.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.lisible.data.plot.Svg.Anchor;
import org.lisible.spi.training.TrainingEvent.Epoch;

/** How a training went: the losses above, on a logarithmic axis, and what was read without a fault below. */
public final class TrainingCurve {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    private static final int LEFT = 84;
    private static final int RIGHT = 24;

    private TrainingCurve() {}

    /**
     * The picture of a training's history.
     *
     * @param epochs in their order, at least one
     */
    public static String svg(List<Epoch> epochs) {
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("a training curve needs at least one epoch");
        }
        var svg = new Svg(WIDTH, HEIGHT, "Training curve over " + epochs.size() + " epochs");
        double[] columns = values(epochs, Epoch::epoch);
        double[] training = values(epochs, Epoch::trainingLoss);
        double[] validation = values(epochs, Epoch::validationLoss);
        double[] exact = values(epochs, Epoch::exactMatch);
        double first = columns[0];
        double last = Math.max(first + 1, columns[columns.length - 1]);
        var across = new Scale.Linear(first, last, 10, false);

        double[] losses = Arrays.copyOf(training, 2 * training.length);
        System.arraycopy(validation, 0, losses, training.length, validation.length);
        var loss = new Panel(LEFT, 56, WIDTH - LEFT - RIGHT, 180, across, Scale.Logarithmic.around(losses));
        svg.text(LEFT, 26, Anchor.START, "title", "Loss");
        loss.axes(svg, "epoch", "loss");
        loss.curve(svg, columns, training, "line dashed stroke-2");
        loss.curve(svg, columns, validation, "line stroke-1");
        loss.legend(svg, 0, "stroke-1", "validation");
        loss.legend(svg, 130, "dashed stroke-2", "training");

        var match = new Panel(
                LEFT, 330, WIDTH - LEFT - RIGHT, 180, across, new Scale.Linear(0, 1, 5, true));
        svg.text(LEFT, 316, Anchor.START, "title", "Read without a fault");
        match.axes(svg, "epoch", "validation images");
        match.curve(svg, columns, exact, "line stroke-1");
        epochs.stream().filter(Epoch::best).reduce((_, later) -> later).ifPresent(best -> {
            svg.circle(match.column(best.epoch()), match.row(best.exactMatch()), 4.5, "fill-2");
            svg.text(WIDTH - RIGHT, 316, Anchor.END, "", String.format(
                    Locale.ROOT, "best: %.2f %% after epoch %d", 100 * best.exactMatch(), best.epoch()));
        });
        return svg.toString();
    }

    private static double[] values(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
