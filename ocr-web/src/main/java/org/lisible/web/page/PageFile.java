package org.lisible.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.servlet.ServletContext;

/**
 * One file of the page in memory.
 *
 * @param content its bytes
 * @param type its media type
 * @param tag its entity tag, made of its content
 */
record PageFile(byte[] content, String type, String tag) {

    /** The file at that path of the application; null if there is none. */
    static PageFile read(ServletContext context, String path) throws IOException {
        try (InputStream stream = context.getResourceAsStream(path)) {
            if (stream == null) {
                return null;
            }
            byte[] content = stream.readAllBytes();
            return new PageFile(content, type(context, path), tag(content));
        }
    }

    private static String type(ServletContext context, String path) {
        String type = path.endsWith(".js") ? "text/javascript" : context.getMimeType(path);
        if (type == null) {
            return "application/octet-stream";
        }
        return type.startsWith("text/") ? type + ";charset=UTF-8" : type;
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
