package org.lisible.data.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.lisible.OcrException;
import org.lisible.OcrException.Kind;

/**
 * A list of image files and their labels, in UTF-8. A name that ends in {@code .tsv} means two tab-separated columns,
 * file and label, nothing quoted, the header {@code file label} optional; any other means CSV (RFC 4180) with a header
 * that has at least the columns {@code file} and {@code label}. Files are relative to the list's own folder, with
 * {@code /} between folders; {@code train-images-idx3-ubyte.gz#000123} is image 123 of an idx file, counted from 0.
 */
public final class LabelFile {

    private static final String FILE = "file";
    private static final String LABEL = "label";
    private static final int NAMED_IN_MESSAGES = 3;

    private LabelFile() {}

    /**
     * Reads a list and makes sure that its images are there.
     *
     * @throws OcrException of kind {@code INVALID}, saying what is wrong and in which line
     */
    public static Dataset read(Path list) {
        return read(list, new HashMap<>());
    }

    /**
     * Reads one of several lists that name images of the same idx files.
     *
     * @param opened the idx files that are in memory by now. Modified.
     */
    static Dataset read(Path list, Map<Path, IdxImages> opened) {
        try (BufferedReader in = Files.newBufferedReader(list);
                CSVParser rows = parser(list, in)) {
            return new Dataset(images(list, rows, opened));
        } catch (CharacterCodingException e) {
            throw bad(list, "it is not in UTF-8", e);
        } catch (UncheckedIOException e) {
            throw bad(list, e.getCause().getMessage(), e);
        } catch (IOException e) {
            throw new OcrException(Kind.INVALID, "missing-data", "cannot read the label file " + list + ": " + e, e);
        }
    }

    /** Writes a CSV list, its files relative to its own folder where they lie on the same disk. */
    public static void write(Path list, Dataset dataset) throws IOException {
        Path folder = list.toAbsolutePath().normalize().getParent();
        Files.createDirectories(folder);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(FILE, LABEL)
                .setRecordSeparator('\n')
                .get();
        try (Writer out = Files.newBufferedWriter(list);
                CSVPrinter printer = new CSVPrinter(out, format)) {
            for (LabelledImage image : dataset.images()) {
                printer.printRecord(relative(folder, image.file()), image.label());
            }
        }
    }

    private static CSVParser parser(Path list, BufferedReader in) throws IOException {
        in.mark(1);
        if (in.read() != '\ufeff') {
            in.reset();
        }
        if (isTsv(list)) {
            return CSVFormat.TDF
                    .builder()
                    .setQuote(null)
                    .setIgnoreSurroundingSpaces(false)
                    .get()
                    .parse(in);
        }
        CSVFormat csv = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        CSVParser rows;
        try {
            rows = csv.parse(in);
        } catch (IllegalArgumentException e) {
            throw bad(list, e.getMessage(), e);
        }
        if (!rows.getHeaderNames().containsAll(List.of(FILE, LABEL))) {
            throw bad(list, "its first line must name the columns file and label, not "
                    + String.join(",", rows.getHeaderNames()), null);
        }
        return rows;
    }

    private static List<LabelledImage> images(Path list, CSVParser rows, Map<Path, IdxImages> opened) {
        List<LabelledImage> images = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        boolean tsv = isTsv(list);
        for (CSVRecord row : rows) {
            long line = row.getRecordNumber() + (tsv ? 0 : 1);
            if (tsv ? row.size() < 2 : !row.isSet(FILE) || !row.isSet(LABEL)) {
                throw bad(list, "row " + line + " has no label", null);
            }
            String name = tsv ? row.get(0) : row.get(FILE);
            String label = Normalizer.normalize(tsv ? row.get(1) : row.get(LABEL), Normalizer.Form.NFC);
            if (tsv && line == 1 && name.equals(FILE) && label.equals(LABEL)) {
                continue;
            }
            if (name.isBlank() || label.isEmpty()) {
                throw bad(list, "row " + line + " has an empty file name or label", null);
            }
            ImageSource source = source(list, name, line, opened);
            if (source == null) {
                missing.add(name);
            } else {
                images.add(new LabelledImage(name, source, label));
            }
        }
        if (!missing.isEmpty()) {
            throw bad(list, missing.size() + " of its " + (images.size() + missing.size()) + " images are missing: "
                    + String.join(", ", missing.subList(0, Math.min(NAMED_IN_MESSAGES, missing.size())))
                    + (missing.size() > NAMED_IN_MESSAGES ? ", …" : ""), null);
        }
        if (images.isEmpty()) {
            throw new OcrException(Kind.INVALID, "empty-dataset", "the label file " + list + " lists no images");
        }
        return images;
    }

    /** Null if there is no such image. */
    private static ImageSource source(Path list, String name, long line, Map<Path, IdxImages> opened) {
        Optional<Matcher> numbered = IdxImages.numbered(name);
        if (numbered.isEmpty()) {
            Path file = resolve(list, name, line);
            return Files.isRegularFile(file) ? new ImageSource.ImageFile(file) : null;
        }
        Path file = resolve(list, numbered.get().group(1), line);
        IdxImages images = opened.get(file);
        if (images == null && Files.isRegularFile(file)) {
            images = IdxImages.read(file);
            opened.put(file, images);
        }
        int index = Integer.parseInt(numbered.get().group(2));
        return images == null || index >= images.count() ? null : new ImageSource.IdxImage(images, index);
    }

    private static Path resolve(Path list, String name, long line) {
        try {
            return list.toAbsolutePath().resolveSibling(name).normalize();
        } catch (InvalidPathException e) {
            throw bad(list, "row " + line + " names no file: " + name, e);
        }
    }

    private static String relative(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        boolean same = absolute.getRoot().equals(folder.getRoot());
        return (same ? folder.relativize(absolute) : absolute).toString().replace('\\', '/');
    }

    private static boolean isTsv(Path list) {
        return list.toString().endsWith(".tsv");
    }

    private static OcrException bad(Path list, String what, Exception cause) {
        return new OcrException(Kind.INVALID, "bad-label-file", "the label file " + list + ": " + what, cause);
    }
}
