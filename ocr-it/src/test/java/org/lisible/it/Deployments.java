package org.lisible.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that the build made, with other settings. */
final class Deployments {

    private static final String SETTINGS = "WEB-INF/classes/META-INF/microprofile-config.properties";

    private Deployments() {}

    /** The WAR with settings added to its own. */
    static WebArchive war(Map<String, String> settings) {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, Build.war().toFile());
        String own = war.contains(SETTINGS) ? read(war) : "";
        String added = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "/"))
                .collect(Collectors.joining("\n", "\n", "\n"));
        war.delete(SETTINGS);
        war.add(new ByteArrayAsset((own + added).getBytes(StandardCharsets.ISO_8859_1)), SETTINGS);
        return war;
    }

    private static String read(WebArchive war) {
        try (InputStream file = war.get(SETTINGS).getAsset().openStream()) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
