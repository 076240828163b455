package org.lisible.segmentation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.image.GrayImage;
import org.lisible.language.CharacterModel;
import org.lisible.model.Manifest;
import org.lisible.preprocess.Preprocessor;
import org.lisible.result.Alternative;
import org.lisible.result.Logits;
import org.lisible.tensor.Tensor;

/**
 * Reads a short handwritten text with a network that knows single characters: connected components make lines; in each line,
 * components and their parts make candidates; of all ways through them the one is taken that the network's probabilities,
 * each character's height and place in the line, and a character model like best. Immutable, safe for any thread.
 *
 * <p>Over-segmentation with a search over recognised candidates is the method of Casey and Lecolinet ("A Survey of Methods
 * and Strategies in Character Segmentation", 1996, section 4).
 */
public final class TextSegmenter {

    /** Tensors in one call of the classifier at most. */
    public static final int MOST_IN_BATCH = 64;
    /** Separate strokes and specks of a picture at most; more are refused before anything is classified. */
    public static final int MOST_COMPONENTS = ComponentFinder.MOST_COMPONENTS;

    /** Candidates of the second round at most, and as many as components more. */
    private static final int SECOND_ROUND = 1_000;
    /** A component that is recognised with less is cut and joined on trial. */
    private static final double SURE = 0.85;
    /** What is recognised with less says nothing about its line. */
    private static final double LIKELY = 0.5;
    private static final int TOP = 5;

    private final Manifest manifest;
    private final CharacterModel language;
    private final SegmentationOptions options;
    private final Stance[] stances;

    /**
     * @param manifest of the task {@link Manifest#CHARACTER}: its input, alphabet and temperature
     * @param language which text is likely
     * @throws OcrException of kind {@code INVALID}, code {@code wrong-task} if the model reads whole lines itself
     */
    public TextSegmenter(Manifest manifest, CharacterModel language, SegmentationOptions options) {
        if (!manifest.task().equals(Manifest.CHARACTER)) {
            throw new OcrException(Kind.INVALID, "wrong-task", "model " + manifest.name() + " does the task " + manifest.task()
                    + "; text is cut into characters for models of the task " + Manifest.CHARACTER);
        }
        this.manifest = manifest;
        this.language = requireNonNull(language, "language is null");
        this.options = requireNonNull(options, "options is null");
        this.stances = MetricsEstimator.stances(manifest.alphabet());
    }

    /**
     * Reads a picture of one line or several, dark on light or light on dark.
     *
     * @param image not modified
     * @param classifier called a few times, with at most {@link #MOST_IN_BATCH} tensors each
     * @throws OcrException of kind {@code UNPROCESSABLE}: {@code empty-canvas} if nothing is drawn, {@code
     *     too-many-components} if there are more than {@link #MOST_COMPONENTS}
     */
    public SegmentedText read(GrayImage image, CharacterClassifier classifier) {
        InkMap ink = InkMap.of(image, manifest.input());
        List<Component> components = ComponentFinder.find(ink);
        double pen = pen(components);
        List<Line> lines = LineFinder.lines(components, pen).stream().map(line -> new Line(line, pen)).toList();
        Batch first = new Batch(ink);
        lines.forEach(line -> line.lattice.likely().forEach(span -> first.add(line, span)));
        first.run(classifier);
        lines.forEach(line -> line.look(search(line)));

        Batch second = new Batch(ink);
        int budget = SECOND_ROUND + components.size();
        for (Line line : lines) {
            SequencedSet<Lattice.Span> spans = line.lattice.possible(line.doubtful());
            spans.removeAll(line.candidates.keySet());
            spans.addAll(line.marks());
            spans.stream().limit(Math.max(0, budget - second.size())).forEach(span -> second.add(line, span));
        }
        second.run(classifier);
        lines.forEach(line -> line.look(search(line)));
        return text(lines);
    }

    /** The width of most strokes, where each counts by its ink. */
    private static double pen(List<Component> components) {
        List<Component> sorted = components.stream().sorted(Comparator.comparingDouble(Component::stroke)).toList();
        long half = components.stream().mapToLong(Component::area).sum() / 2;
        for (Component component : sorted) {
            half -= component.area();
            if (half <= 0) {
                return component.stroke();
            }
        }
        return 1;
    }

    /** A line while it is read. */
    private final class Line {

        final Lattice lattice;
        final Map<Lattice.Span, Candidate> candidates = new LinkedHashMap<>();
        LineMetrics metrics;
        Spacing spacing;

        Line(List<Component> components, double pen) {
            this.metrics = MetricsEstimator.first(components);
            this.lattice = new Lattice(components, metrics.capHeight(), pen);
            this.spacing = new Spacing(0.45 * metrics.capHeight(), 0.1 * metrics.capHeight());
        }

        /** Learns the line's metrics from a first reading. */
        void look(List<PathSearch.Step> reading) {
            List<Candidate> characters = reading.stream().map(PathSearch.Step::candidate).toList();
            List<Candidate> likely = characters.stream().filter(character -> character.confidence() >= LIKELY).toList();
            metrics = likely.isEmpty() ? metrics : MetricsEstimator.estimate(likely, manifest.alphabet(), metrics);
            spacing = Spacing.of(characters, metrics.capHeight());
        }

        /** Which pieces no candidate shows as a character for sure. */
        boolean[] doubtful() {
            boolean[] doubtful = new boolean[lattice.pieces().size()];
            java.util.Arrays.fill(doubtful, true);
            for (Candidate candidate : candidates.values()) {
                if (candidate.confidence() >= SURE) {
                    java.util.Arrays.fill(doubtful, candidate.first(), candidate.end(), false);
                }
            }
            return doubtful;
        }

        /** Candidates whose picture depends on the metrics, which are known better now. */
        List<Lattice.Span> marks() {
            return candidates.entrySet().stream()
                    .filter(entry -> entry.getValue().box().height() < 0.45 * metrics.capHeight())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** Candidates that are classified together. */
    private final class Batch {

        private record Entry(Line line, Lattice.Span span, Tensor input) {}

        private final InkMap ink;
        private final List<Entry> entries = new ArrayList<>();

        Batch(InkMap ink) {
            this.ink = ink;
        }

        int size() {
            return entries.size();
        }

        void add(Line line, Lattice.Span span) {
            GrayImage frame = SegmentFrame.of(ink, line.lattice.components(span), line.metrics);
            entries.add(new Entry(line, span, Preprocessor.apply(frame, manifest.input())));
        }

        void run(CharacterClassifier classifier) {
            for (int from = 0; from < entries.size(); from += MOST_IN_BATCH) {
                List<Entry> part = entries.subList(from, Math.min(entries.size(), from + MOST_IN_BATCH));
                List<Logits> logits = classifier.classify(part.stream().map(Entry::input).toList());
                for (int i = 0; i < part.size(); i++) {
                    Entry entry = part.get(i);
                    List<Component> components = entry.line.lattice.components(entry.span);
                    entry.line.candidates.put(entry.span, new Candidate(
                            entry.span.first(),
                            entry.span.end(),
                            components,
                            Component.box(components),
                            logits.get(i).logProbabilities(manifest.decoder().temperature())[0]));
                }
            }
        }
    }

    private List<PathSearch.Step> search(Line line) {
        return new PathSearch(line.lattice, line.metrics, line.spacing, options, language, manifest.alphabet(), stances)
                .best(List.copyOf(line.candidates.values()));
    }

    private SegmentedText text(List<Line> lines) {
        var text = new StringBuilder();
        List<Segment> segments = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            text.append(line == 0 ? "" : "\n");
            for (PathSearch.Step step : search(lines.get(line))) {
                String character = manifest.alphabet().symbols().get(step.clazz());
                text.append(step.spaceBefore() ? " " : "").append(character);
                segments.add(new Segment(
                        step.candidate().box(), character, step.confidence(), line, top(step.candidate().logProbabilities())));
            }
        }
        double confidence = segments.stream().mapToDouble(Segment::confidence).reduce(1, (a, b) -> a * b);
        return new SegmentedText(text.toString(), confidence, segments);
    }

    private List<Alternative> top(double[] logProbabilities) {
        return IntStream.range(0, logProbabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(clazz -> -logProbabilities[clazz]))
                .limit(TOP)
                .map(clazz -> new Alternative(manifest.alphabet().symbols().get(clazz), Math.exp(logProbabilities[clazz])))
                .collect(Collectors.toList());
    }
}
