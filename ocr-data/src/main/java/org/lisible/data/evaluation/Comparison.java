package org.lisible.data.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/**
 * How several readers read the same images, in the same run.
 *
 * @param entries in the order of the tables; all of texts, or all of single characters
 */
public record Comparison(List<Entry> entries) {

    /**
     * One reader.
     *
     * @param name for people
     * @param evaluation of what it read
     */
    public record Entry(String name, Evaluation evaluation) {

        /** What is compared, by name: the whole set first, then parts of it; parts without images are left out. */
        public List<Map.Entry<String, Score>> scores() {
            List<Map.Entry<String, Score>> scores = new ArrayList<>();
            evaluation.classification().ifPresentOrElse(
                    all -> {
                        scores.add(Map.entry("top-1", all.top1()));
                        scores.add(Map.entry("top-5", all.topFive()));
                        scores.add(Map.entry("either case", all.withoutCase()));
                        scores.add(Map.entry("letters", all.letters()));
                        scores.add(Map.entry("digits", all.digits()));
                        scores.add(Map.entry("symbols", all.symbols()));
                    },
                    () -> scores.add(
                            Map.entry("read without a fault", new Score(evaluation.images(), evaluation.exact()))));
            return scores.stream().filter(score -> score.getValue().images() > 0).toList();
        }
    }

    public Comparison {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compare");
        }
    }

    /** A row for each reader, a column for each score, with the interval of the first. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| |");
        List<String> names = entries.getFirst().scores().stream().map(Map.Entry::getKey).toList();
        text.append(" ").append(String.join(" | ", names)).append(" | calibration error |\n");
        text.append("|---".repeat(names.size() + 2)).append("|\n");
        for (Entry entry : entries) {
            List<Object> cells = new ArrayList<>(List.of(entry.name()));
            for (Map.Entry<String, Score> score : entry.scores()) {
                String share = EvaluationMarkdown.percent(score.getValue().rate());
                cells.add(cells.size() == 1 ? share + " (" + EvaluationMarkdown.interval(score.getValue()) + ")" : share);
            }
            cells.add(EvaluationMarkdown.percent(entry.evaluation().calibration().expectedError()));
            EvaluationMarkdown.row(text, cells.toArray());
        }
        return text.toString();
    }

    /**
     * {@code [{"name", "images", "exact", "exactMatch", "calibrationError", "scores": {"top1": {…}, …}}]}; the scores, of
     * single characters alone, are those of {@link EvaluationJson}.
     */
    public JsonArray json() {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (Entry entry : entries) {
            Evaluation evaluation = entry.evaluation();
            JsonObjectBuilder row = Json.createObjectBuilder()
                    .add("name", entry.name())
                    .add("images", evaluation.images())
                    .add("exact", evaluation.exact())
                    .add("exactMatch", EvaluationJson.rate(evaluation.exactMatch()))
                    .add("calibrationError", EvaluationJson.rate(evaluation.calibration().expectedError()));
            evaluation.classification().ifPresent(all -> row.add("scores", EvaluationJson.scores(all)));
            rows.add(row);
        }
        return rows.build();
    }

    /** A row for each reader and score: {@code name, score, images, right, rate, low, high}. */
    public String csv() {
        List<List<?>> rows = new ArrayList<>();
        rows.add(List.of("name", "score", "images", "right", "rate", "low", "high"));
        for (Entry entry : entries) {
            entry.scores().forEach(named -> {
                Score score = named.getValue();
                rows.add(List.of(
                        entry.name(),
                        named.getKey(),
                        score.images(),
                        score.right(),
                        EvaluationJson.rate(score.rate()),
                        EvaluationJson.rate(score.interval().low()),
                        EvaluationJson.rate(score.interval().high())));
            });
        }
        return EvaluationCsv.csv(rows);
    }
}
