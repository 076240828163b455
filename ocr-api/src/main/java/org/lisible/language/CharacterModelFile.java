package org.lisible.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.lisible.OcrException;
import org.lisible.OcrException.Kind;
import org.lisible.language.CharacterModel.NGram;

/**
 * The file of a {@link CharacterModel}: gzip around the letters {@code LNG1}, the number of n-grams as an int, their keys
 * in rising order as differences (base 128, low digits first, the top bit says that more follow), then a byte each
 * for the probabilities and a byte each for the back-offs, both logarithms in sixteenths.
 */
final class CharacterModelFile {

    private static final int MAGIC = 'L' << 24 | 'N' << 16 | 'G' << 8 | '1';
    private static final int MOST = 4_000_000;
    private static final float STEPS = 16;

    private CharacterModelFile() {}

    /** @throws OcrException of kind {@code BROKEN}, code {@code ngrams-malformed} if it is no such file */
    static CharacterModel read(InputStream file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new OcrException(Kind.BROKEN, "ngrams-malformed", "this is no file of character n-grams: it does not begin with LNG1");
            }
            int count = in.readInt();
            if (count < 1 || count > MOST) {
                throw new OcrException(Kind.BROKEN, "ngrams-malformed", "a file of " + count + " character n-grams; 1 to " + MOST + " are read");
            }
            int[] keys = new int[count];
            for (int i = 0, key = 0; i < count; i++) {
                key += readNumber(in);
                keys[i] = key;
            }
            byte[] probabilities = in.readNBytes(count);
            byte[] backOffs = in.readNBytes(count);
            List<NGram> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(new NGram(keys[i], -(probabilities[i] & 0xff) / STEPS, backOffs[i] / STEPS));
            }
            return new CharacterModel(entries);
        }
    }

    static void write(List<NGram> entries, OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file) {
            {
                def.setLevel(9);
            }
        })) {
            List<NGram> sorted = entries.stream().sorted(Comparator.comparingInt(NGram::key)).toList();
            out.writeInt(MAGIC);
            out.writeInt(sorted.size());
            int last = 0;
            for (NGram entry : sorted) {
                writeNumber(entry.key() - last, out);
                last = entry.key();
            }
            for (NGram entry : sorted) {
                out.writeByte(Math.clamp(Math.round(-entry.logProbability() * STEPS), 0, 255));
            }
            for (NGram entry : sorted) {
                out.writeByte(Math.clamp(Math.round(entry.backOff() * STEPS), -128, 127));
            }
        }
    }

    private static void writeNumber(int number, DataOutputStream out) throws IOException {
        for (; number > 127; number >>>= 7) {
            out.writeByte(number & 127 | 128);
        }
        out.writeByte(number);
    }

    private static int readNumber(DataInputStream in) throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            number |= (digit & 127) << shift;
            if (digit < 128) {
                return number;
            }
        }
    }
}
