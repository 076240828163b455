package org.lisible.web.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.lisible.spi.OcrEngineProvider;

/** Tells two builds of an engine apart that call themselves the same version: SHA-256 of its jars, in hexadecimal digits. */
final class CodeDigest {

    private CodeDigest() {}

    /** Of their names and their bytes, in the order given. */
    static String of(List<Path> jars) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                sha.update((jar.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), sha)) {
                    bytes.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of the jar that a provider's class came from; empty if it came from somewhere else. */
    static String ofBuiltIn(OcrEngineProvider provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        try {
            if (source == null || source.getLocation() == null || !source.getLocation().getProtocol().equals("file")) {
                return "";
            }
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? of(List.of(jar)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
