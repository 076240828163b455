package org.lisible.web.rest;

import java.nio.charset.StandardCharsets;

import org.lisible.OcrException;

/**
 * Looks on while a form is read and stops it when it has too many parts or too long heads: a parser keeps an object for each
 * part and for each line of its head, so that a form of a megabyte could take all of the heap. It finds every delimiter
 * that a parser finds (RFC 2046), and at worst one more.
 */
final class FormGuard implements LimitedBody.Watch {

    /** Bytes of a part's head; ours have a hundred. */
    private static final int LONGEST_HEAD = 8_192;

    private final byte[] delimiter;
    private final int[] fallback;
    private final int most;
    private int matched;
    private int parts;
    private boolean inHead;
    private int headBytes;
    private int lineBytes;

    /**
     * @param boundary of the form's media type
     * @param most parts that are read
     */
    FormGuard(String boundary, int most) {
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.fallback = fallback(delimiter);
        this.most = most;
    }

    /** For each length of a matched beginning, the longest shorter one that it ends with (Knuth, Morris, Pratt). */
    private static int[] fallback(byte[] pattern) {
        int[] table = new int[pattern.length + 1];
        for (int i = 1, matched = 0; i < pattern.length; i++) {
            while (matched > 0 && pattern[i] != pattern[matched]) {
                matched = table[matched];
            }
            if (pattern[i] == pattern[matched]) {
                matched++;
            }
            table[i + 1] = matched;
        }
        return table;
    }

    @Override
    public void see(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (inHead) {
                head(buffer[i]);
            }
            match(buffer[i]);
        }
    }

    private void match(byte value) {
        while (matched > 0 && value != delimiter[matched]) {
            matched = fallback[matched];
        }
        if (value == delimiter[matched]) {
            matched++;
        }
        if (matched == delimiter.length) {
            matched = fallback[matched];
            begin();
        }
    }

    /** The delimiter's own line has yet to end: it does not count as the empty line after the head. */
    private void begin() {
        // The last delimiter closes the form and begins no part.
        if (++parts > most + 1) {
            throw new OcrException(
                    OcrException.Kind.TOO_LARGE, "too-many-parts", "the form has more than " + most + " parts");
        }
        inHead = true;
        headBytes = 0;
        lineBytes = 1;
    }

    private void head(byte value) {
        if (++headBytes > LONGEST_HEAD) {
            throw new OcrException(
                    OcrException.Kind.TOO_LARGE,
                    "part-head-too-long",
                    "the head of a part of the form has more than " + LONGEST_HEAD + " bytes");
        }
        if (value == '\n') {
            inHead = lineBytes > 0;
            lineBytes = 0;
        } else if (value != '\r') {
            lineBytes++;
        }
    }
}
