package org.lisible.data.evaluation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Evaluations of single characters as tables for programs: CSV by RFC 4180 with a header, lines ended by a line feed. */
public final class EvaluationCsv {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private EvaluationCsv() {}

    /** A row for each expected character, a column for each one it was read as, and one for {@code unread}. */
    public static String of(ConfusionMatrix matrix) {
        List<List<?>> rows = new ArrayList<>();
        List<Object> header = new ArrayList<>(List.of("expected"));
        header.addAll(matrix.classes());
        header.add("unread");
        rows.add(header);
        for (int expected = 0; expected < matrix.classes().size(); expected++) {
            List<Object> row = new ArrayList<>(List.of(matrix.classes().get(expected)));
            for (int actual = 0; actual < matrix.classes().size(); actual++) {
                row.add(matrix.count(expected, actual));
            }
            row.add(matrix.unread(expected));
            rows.add(row);
        }
        return csv(rows);
    }

    /** A row for each character: {@code character, images, right, rate, low, high, right_in_five, read_as, precision}. */
    public static String of(List<ClassScore> classes) {
        List<List<?>> rows = new ArrayList<>();
        rows.add(List.of("character", "images", "right", "rate", "low", "high", "right_in_five", "read_as", "precision"));
        for (ClassScore score : classes) {
            Score top1 = score.top1();
            rows.add(List.of(
                    score.character(),
                    top1.images(),
                    top1.right(),
                    EvaluationJson.rate(top1.rate()),
                    EvaluationJson.rate(top1.interval().low()),
                    EvaluationJson.rate(top1.interval().high()),
                    score.topFive().right(),
                    score.readAs(),
                    EvaluationJson.rate(score.precision())));
        }
        return csv(rows);
    }

    /** A row for each image: {@code id, expected, actual, confidence, ranked}, the last one without separators. */
    public static String ofReadings(List<Reading> readings) {
        List<List<?>> rows = new ArrayList<>();
        rows.add(List.of("id", "expected", "actual", "confidence", "ranked"));
        for (Reading reading : readings) {
            rows.add(List.of(
                    reading.id(),
                    reading.expected(),
                    reading.actual(),
                    EvaluationJson.rate(reading.confidence()),
                    String.join("", reading.ranked())));
        }
        return csv(rows);
    }

    static String csv(List<List<?>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<?> row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
