package org.lisible.data.synthesis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.lisible.data.image.PngWriter;

/**
 * A folder of made captchas: PNG files and a label file beside them with the columns {@code file} and {@code label}.
 * Files are numbered, so that any alphabet makes valid names and the name does not give the answer away.
 */
public final class CaptchaFolder {

    private CaptchaFolder() {}

    /**
     * Writes captchas {@code first} to {@code first + count - 1}.
     *
     * @param synthesizer makes them
     * @param first index of the first captcha
     * @param count how many, 1 to 10,000,000
     * @param folder made if it is missing; files of the same name are replaced
     * @param labelFile name of the label file, such as {@code val_split.csv}
     * @return the label file
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static Path write(CaptchaSynthesizer synthesizer, long first, int count, Path folder, String labelFile) {
        requireNonNull(synthesizer, "synthesizer is null");
        if (count < 1 || count > 10_000_000) {
            throw new IllegalArgumentException("cannot write " + count + " captchas, only 1 to 10,000,000");
        }
        int digits = String.valueOf(count - 1).length();
        List<String[]> rows = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                SyntheticCaptcha captcha = synthesizer.image(first + i);
                String name = ("%0" + digits + "d.png").formatted(i);
                Files.write(folder.resolve(name), PngWriter.write(captcha.image()));
                rows.add(new String[] {name, captcha.label()});
            }
            Path labels = folder.resolve(labelFile);
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setHeader("file", "label")
                    .setRecordSeparator('\n')
                    .get();
            try (CSVPrinter printer = format.print(Files.newBufferedWriter(labels))) {
                printer.printRecords(rows);
            }
            return labels;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write captchas to " + folder + ": " + e.getMessage(), e);
        }
    }
}
