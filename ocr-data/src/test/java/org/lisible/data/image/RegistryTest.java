package org.lisible.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

import org.junit.jupiter.api.Test;

/** ImageIO's registry outlives a web application, so that nothing of ours may get into it. */
class RegistryTest {

    @Test
    void leavesNothingInTheRegistryOfTheJvm() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadsOneOfEach.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo("read 37x23, 37x23, 37x23; foreign readers: 0; cache: true\n");
    }

    /** Runs in a JVM of its own, for the registry fills itself only once. */
    static final class ReadsOneOfEach {

        private ReadsOneOfEach() {}

        public static void main(String[] arguments) {
            var sizes = new StringBuilder();
            for (String name : new String[] {"lossless.webp", "reference.png", "cmyk.jpg"}) {
                var image = ImageReader.read(TestImages.resource(name), ImageLimits.DEFAULTS);
                sizes.append(sizes.isEmpty() ? "" : ", ").append(image.width()).append('x').append(image.height());
            }
            int foreign = 0;
            Iterator<ImageReaderSpi> all =
                    IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (all.hasNext()) {
                foreign += all.next().getClass().getModule() == ImageIO.class.getModule() ? 0 : 1;
            }
            System.out.print("read " + sizes + "; foreign readers: " + foreign + "; cache: " + ImageIO.getUseCache()
                    + "\n");
        }
    }
}
