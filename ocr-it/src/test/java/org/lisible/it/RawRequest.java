package org.lisible.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request that no proper client would send, over a plain socket; the server may answer before it has read all. */
final class RawRequest {

    private RawRequest() {}

    /** Sends a head and then up to so many zero bytes, and gives the status of the answer. */
    static int status(URI server, String head, long bytes) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            Thread.ofVirtual().start(() -> send(socket, head, bytes));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            if (line == null) {
                throw new IOException("the server closed the connection without an answer");
            }
            return Integer.parseInt(line.split(" ")[1]);
        }
    }

    /** Sends that head and gives all that comes until the server hangs up. */
    static String answer(URI server, String head) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void send(Socket socket, String head, long bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] block = new byte[1 << 16];
            for (long left = bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.flush();
        } catch (IOException closed) {
            // The server has answered and hung up; the answer is what counts.
        }
    }
}
