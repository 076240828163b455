package org.lisible.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file in memory for a decoder that goes on past its end. Some take what is missing for zeros: a file of some hundred bytes
 * can then announce so many code tables that they are read for 16 seconds. A whole file is done soon after its last byte.
 */
final class EndedInput extends MemoryCacheImageInputStream {

    private static final int MOST = 1_000;

    private final Header header;
    private int pastEnd;

    EndedInput(Header header) {
        super(new ByteArrayInputStream(header.file()));
        this.header = header;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return checked(super.read(target, offset, length));
    }

    private int checked(int read) {
        if (read < 0 && ++pastEnd > MOST) {
            throw Header.truncated(header.format());
        }
        return read;
    }
}
