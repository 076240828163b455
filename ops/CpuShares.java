import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the processor time of a recorded server went, by what it was spent for: java ops/CpuShares.java recording.jfr
 *
 * <p>How to record: docs/performance.md.
 */
class CpuShares {

    private record Area(String name, List<String> packages) {}

    /** What is done for an image. A sample is for the innermost frame that has one of them, whatever it calls. */
    private static final List<Area> PURPOSES = List.of(
            area("network", "org.lisible.engine.", "org.tensorflow.", "org.bytedeco."),
            area("image file to pixels", "org.lisible.data.image."),
            area("pixels to the network's input", "org.lisible.preprocess."),
            area("logits to text", "org.lisible.decode.", "org.lisible.result.Logits"),
            area("JSON", "jakarta.json.", "org.eclipse.parsson.", "org.lisible.result.RecognitionJson", "org.lisible.web.rest.ReadingJson"),
            area("metrics and traces", "org.lisible.web.metrics.", "fish.payara.", "org.eclipse.microprofile.", "io.opentelemetry."));

    /** What it is done in. A sample that has none of the purposes is of the innermost of these. */
    private static final List<Area> SURROUNDINGS = List.of(
            area("queue, threads, filters", "org.lisible.", "java.util.concurrent.ThreadPoolExecutor"),
            area("Jersey, HK2, Weld", "org.glassfish.jersey.", "org.jvnet.hk2.", "org.glassfish.hk2.", "org.jboss.weld.", "org.glassfish.weld."),
            area("Grizzly: sockets and HTTP", "org.glassfish.grizzly."),
            area("web container", "org.apache.", "org.glassfish.", "com.sun.enterprise."));

    private static Area area(String name, String... packages) {
        return new Area(name, Arrays.asList(packages));
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Integer> samples = new TreeMap<>();
        int all = 0;
        try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
                    samples.merge(areaOf(event), 1, Integer::sum);
                    all++;
                }
            }
        }
        if (all == 0) {
            System.err.println("error: the recording has no jdk.CPUTimeSample; docs/performance.md says how to record");
            System.exit(1);
        }
        double hundredth = all / 100.0;
        samples.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(area -> System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", area.getValue() / hundredth, area.getKey()));
        System.out.printf("of %d samples%n", all);
    }

    private static String areaOf(RecordedEvent sample) {
        List<RecordedFrame> frames = sample.getStackTrace() == null ? List.of() : sample.getStackTrace().getFrames();
        return innermost(frames, PURPOSES).or(() -> innermost(frames, SURROUNDINGS)).orElse("other");
    }

    private static Optional<String> innermost(List<RecordedFrame> frames, List<Area> areas) {
        return frames.stream()
                .map(frame -> frame.getMethod().getType().getName())
                .flatMap(type -> areas.stream().filter(area -> area.packages().stream().anyMatch(type::startsWith)))
                .map(Area::name)
                .findFirst();
    }
}
