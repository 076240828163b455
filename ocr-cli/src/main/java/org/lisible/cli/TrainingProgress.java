package org.lisible.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

import org.lisible.spi.training.TrainingEvent;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a training: on a terminal one bar over all epochs with the loss, the exact match, the speed and the time left, and
 * a line for each better epoch; elsewhere a line for every epoch.
 */
final class TrainingProgress implements Consumer<TrainingEvent>, AutoCloseable {

    private final PrintWriter out;
    private final int epochs;
    private final boolean terminal;
    private ProgressBar bar;
    private long first;
    private long began;
    private double exactMatch = Double.NaN;

    TrainingProgress(PrintWriter out, int epochs, boolean terminal) {
        this.out = out;
        this.epochs = epochs;
        this.terminal = terminal;
    }

    /** Whether somebody looks at standard error. */
    static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> line(
                    "training %,d numbers on %s%s",
                    started.parameters(),
                    started.device(),
                    started.resumedAfterEpoch() == 0 ? "" : ", going on after epoch " + started.resumedAfterEpoch());
            case TrainingEvent.Step step -> show(step);
            case TrainingEvent.Epoch epoch -> show(epoch);
            case TrainingEvent.Note note -> line("%s", note.message());
        }
    }

    private void show(TrainingEvent.Step step) {
        if (!terminal) {
            return;
        }
        long before = (long) (step.epoch() - 1) * step.steps();
        if (bar == null) {
            first = before;
            began = System.nanoTime();
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch")
                    .setInitialMax((long) epochs * step.steps())
                    .startsFrom(before, Duration.ZERO)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .hideEta()
                    .build();
        }
        bar.stepTo(before + step.step());
        double secondsPerStep = (System.nanoTime() - began) / 1e9 / (bar.getCurrent() - first);
        double left = (bar.getMax() - bar.getCurrent()) * secondsPerStep;
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " %d/%d loss %.4f, exact %s, %.0f images/s, %s left",
                step.epoch(),
                epochs,
                step.loss(),
                Double.isNaN(exactMatch) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * exactMatch),
                step.imagesPerSecond(),
                duration(left)));
    }

    private void show(TrainingEvent.Epoch epoch) {
        exactMatch = epoch.exactMatch();
        if (!terminal || epoch.best()) {
            line(
                    "epoch %3d/%d  loss %.4f  validation %.4f  exact %6.2f %%  CER %5.2f %%  %.1f s%s",
                    epoch.epoch(),
                    epochs,
                    epoch.trainingLoss(),
                    epoch.validationLoss(),
                    100 * epoch.exactMatch(),
                    100 * epoch.characterErrorRate(),
                    epoch.seconds(),
                    epoch.best() ? "  best" : "");
        }
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }

    private void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        if (bar != null) {
            // The bar stands one line above the cursor: the text takes its line, and it is drawn anew on the next.
            text = "\r\033[1A\033[2K" + text + "\n";
        }
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
