package org.lisible.engine.tf.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lisible.OcrException;
import org.lisible.model.Layer;
import org.lisible.model.Manifest;
import org.lisible.model.ModelBundle;
import org.lisible.spi.TestBundles;
import org.lisible.spi.training.Example;
import org.lisible.spi.training.Examples;
import org.lisible.spi.training.TrainingEvent;
import org.lisible.spi.training.TrainingJob;
import org.lisible.spi.training.TrainingOptions;
import org.lisible.tensor.Tensor;
import org.tensorflow.exceptions.TFResourceExhaustedException;

class TfTrainerTest {

    private static final TrainingOptions SHORT = new TrainingOptions(4, 8, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 7, 0);

    @TempDir
    Path folder;

    private final List<TrainingEvent> events = new ArrayList<>();

    /** What a kill looks like from inside: nothing that comes after it happens. */
    private static final class Kill extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static ModelBundle train(TrainingJob job, Consumer<TrainingEvent> listener) {
        return new TfTrainer(Toy.device()).train(job, listener);
    }

    private List<TrainingEvent.Epoch> epochs() {
        return events.stream()
                .filter(TrainingEvent.Epoch.class::isInstance)
                .map(TrainingEvent.Epoch.class::cast)
                .toList();
    }

    private List<String> notes() {
        return events.stream()
                .filter(TrainingEvent.Note.class::isInstance)
                .map(event -> ((TrainingEvent.Note) event).message())
                .toList();
    }

    private static void assertSameWeights(ModelBundle actual, ModelBundle expected) {
        assertThat(actual.weights()).hasSameSizeAs(expected.weights());
        expected.weights().forEach((name, tensor) ->
                assertThat(actual.weight(name).data()).as(name).isEqualTo(tensor.data()));
        assertThat(actual.manifest()).isEqualTo(expected.manifest());
        assertThat(actual.digest()).isEqualTo(expected.digest()).startsWith("sha256:");
    }

    @Test
    void learnsToReadAToyWithoutAFault() {
        ModelBundle bundle = train(Toy.job(folder, Toy.OPTIONS), events::add);
        assertThat(epochs().getLast().trainingLoss()).isLessThan(epochs().getFirst().trainingLoss() / 5);
        assertThat(epochs().getLast().validationLoss()).isLessThan(1);
        assertThat(epochs()).anyMatch(epoch -> epoch.best() && epoch.exactMatch() == 1);
        assertThat(bundle.manifest().decoder().temperature()).isBetween(Temperature.LEAST, Temperature.MOST);
        assertThat(bundle.manifest().layers()).isEqualTo(Toy.MANIFEST.layers());
        assertThat(notes()).anyMatch(note -> note.startsWith("the temperature is "));
    }

    @Test
    void tellsAndKeepsWhatHappens() throws IOException {
        train(Toy.job(folder, SHORT), events::add);
        assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started(2556, "cpu", 0));
        assertThat(events).filteredOn(TrainingEvent.Step.class::isInstance).hasSize(4 * 8);
        assertThat(events).contains(epochs().getFirst());
        JsonArray history = Json.createReader(Files.newBufferedReader(folder.resolve("history.json"))).readArray();
        assertThat(TrainingJson.history(history)).isEqualTo(epochs());
        List<String> log = Files.readAllLines(folder.resolve("training.log"));
        assertThat(log).hasSize(1 + 4 + 1);
        List<JsonObject> lines = log.stream()
                .map(line -> Json.createReader(new StringReader(line)).readObject())
                .toList();
        assertThat(lines.getFirst().getString("event")).isEqualTo("started");
        assertThat(lines.get(2).getInt("epoch")).isEqualTo(2);
        assertThat(lines).allMatch(line -> line.containsKey("at"));
    }

    @Test
    void theSameSeedGivesTheSameModel(@TempDir Path other, @TempDir Path third) {
        ModelBundle one = train(Toy.job(folder, SHORT), _ -> {});
        assertSameWeights(train(Toy.job(other, SHORT), _ -> {}), one);
        TrainingOptions reseeded = new TrainingOptions(4, 8, 1e-2, 0.5, 1e-3, 5, 0.9, 0, 1, 8, 0);
        assertThat(train(Toy.job(third, reseeded), _ -> {}).weight("out.weight").data())
                .isNotEqualTo(one.weight("out.weight").data());
    }

    @Test
    void aKilledTrainingGoesOnAsIfNothingHadHappened(@TempDir Path killed) throws IOException {
        ModelBundle whole = train(Toy.job(folder, SHORT), events::add);
        List<TrainingEvent.Epoch> uninterrupted = epochs();
        // In epoch 1; again from the start, in epoch 2; from the checkpoint of epoch 1, in epoch 3.
        for (int kill : new int[] {3, 13, 10}) {
            AtomicInteger steps = new AtomicInteger();
            assertThatThrownBy(() -> train(Toy.job(killed, SHORT), event -> {
                        if (event instanceof TrainingEvent.Step && steps.incrementAndGet() == kill) {
                            throw new Kill();
                        }
                    }))
                    .isInstanceOf(Kill.class);
            // A kill while a checkpoint is being written leaves parts of the next one.
            Files.writeString(killed.resolve("checkpoint-999.safetensors"), "cut sh");
            Files.writeString(killed.resolve("checkpoint.json.tmp"), "{\"numb");
        }
        events.clear();
        ModelBundle resumed = train(Toy.job(killed, SHORT), events::add);
        assertThat(((TrainingEvent.Started) events.getFirst()).resumedAfterEpoch()).isEqualTo(2);
        assertSameWeights(resumed, whole);
        assertThat(readings(killed)).isEqualTo(readings(folder)).hasSameSizeAs(uninterrupted);
        assertThat(killed.resolve("checkpoint-999.safetensors")).doesNotExist();
    }

    /** The history without the seconds. */
    private static List<String> readings(Path folder) throws IOException {
        return Json.createReader(Files.newBufferedReader(folder.resolve("history.json"))).readArray().stream()
                .map(row -> Json.createObjectBuilder(row.asJsonObject()).remove("seconds").build().toString())
                .toList();
    }

    @Test
    void aCancelledTrainingGivesTheBestSoFarAndGoesOnInTheMiddleOfTheEpoch(@TempDir Path other) {
        AtomicInteger looks = new AtomicInteger();
        TrainingJob job = Toy.job(folder, SHORT);
        TrainingJob impatient = new TrainingJob(
                job.manifest(), job.start(), job.training(), job.validation(), job.options(), folder,
                () -> looks.incrementAndGet() > 20);
        ModelBundle early = train(impatient, events::add);
        assertThat(epochs()).hasSize(2);
        assertThat(notes()).contains("cancelled in epoch 3; the checkpoint is in " + folder);
        assertThat(early.weights()).hasSize(16);
        assertSameWeights(train(job, _ -> {}), train(Toy.job(other, SHORT), _ -> {}));
    }

    @Test
    void aCheckpointOfAnotherNetworkIsRefused() {
        train(Toy.job(folder, SHORT), _ -> {});
        Manifest wider = TestBundles.manifest("toy", 1, Toy.HEIGHT, Toy.WIDTH, "abc", Toy.layers(12));
        TrainingJob other = new TrainingJob(
                wider, Optional.empty(), Toy.training(64), Toy.validation(32), SHORT, folder, () -> false);
        assertThatThrownBy(() -> train(other, _ -> {}))
                .isInstanceOfSatisfying(OcrException.class, e -> {
                    assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN);
                    assertThat(e.code()).isEqualTo("checkpoint-of-another-job");
                })
                .hasMessageContaining("its manifest differ; go on with the same job, or name another folder");
    }

    @Test
    void aCheckpointOfOtherOptionsOrDataIsRefused() {
        train(Toy.job(folder, SHORT), _ -> {});
        TrainingJob other = new TrainingJob(
                Toy.MANIFEST, Optional.empty(), Toy.training(65), Toy.validation(32), Toy.OPTIONS, folder, () -> false);
        assertThatThrownBy(() -> train(other, _ -> {})).hasMessageContaining("its options, examples differ");
    }

    @Test
    void aDamagedCheckpointIsReported() throws IOException {
        train(Toy.job(folder, SHORT), _ -> {});
        Files.writeString(folder.resolve("checkpoint.json"), "{\"format\":1}");
        assertThatThrownBy(() -> train(Toy.job(folder, SHORT), _ -> {}))
                .isInstanceOf(OcrException.class)
                .hasMessageContaining("belongs to another job");
        Files.writeString(folder.resolve("checkpoint.json"), "{\"form");
        assertThatThrownBy(() -> train(Toy.job(folder, SHORT), _ -> {}))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.code()).isEqualTo("checkpoint-unreadable"));
    }

    @Test
    void halvesTheBatchWhenMemoryRunsOutAndGoesOn() {
        ModelBundle bundle = trainWithRoomFor(3);
        assertThat(notes())
                .contains("memory ran out; going on with batches of 4", "memory ran out; going on with batches of 2");
        assertThat(epochs()).hasSize(SHORT.epochs());
        assertThat(epochs().getLast().trainingLoss()).isLessThan(epochs().getFirst().trainingLoss());
        assertThat(bundle.weights()).hasSize(16);
    }

    @Test
    void saysSoWhenNotEvenOneExampleFitsTheMemory() {
        assertThatThrownBy(() -> trainWithRoomFor(0))
                .isInstanceOfSatisfying(OcrException.class, e -> assertThat(e.code()).isEqualTo("out-of-memory"))
                .hasMessageStartingWith("the memory does not suffice for a batch of one: ");
    }

    /** The real network, on a machine whose memory holds so many examples. */
    private ModelBundle trainWithRoomFor(int examples) {
        TfTrainer trainer = new TfTrainer(Toy.device(), (job, device) -> {
            TrainableNetwork real = new TensorFlowNetwork(job.manifest(), device, 0);
            return new TrainableNetwork() {
                @Override
                public LossAndGradients learn(Weights weights, Batch batch, int[] seed) {
                    if (batch.size() > examples) {
                        throw new TFResourceExhaustedException("OOM when allocating tensor");
                    }
                    return real.learn(weights, batch, seed);
                }

                @Override
                public float[] infer(Weights weights, Batch batch) {
                    return real.infer(weights, batch);
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        });
        return trainer.train(Toy.job(folder, SHORT), events::add);
    }

    @Test
    void stopsWhenPatienceRunsOut() {
        // So small a rate that nothing changes the validation's texts, and a loss that soon stops falling.
        TrainingOptions impatient = new TrainingOptions(50, 8, 1e-30, 0, 0, 5, 0, 2, 5, 7, 0);
        train(Toy.job(folder, impatient), events::add);
        assertThat(epochs()).hasSizeLessThan(50);
        TrainingEvent.Epoch best = epochs().stream().filter(TrainingEvent.Epoch::best).toList().getLast();
        assertThat(epochs()).hasSize(best.epoch() + 2);
        assertThat(notes()).contains("patience is out: no better validation for 2 epochs");
    }

    @Test
    void startsFromTheWeightsOfAnotherModel(@TempDir Path second) {
        ModelBundle start = train(Toy.job(folder, Toy.OPTIONS), events::add);
        double reached = epochs().stream().mapToDouble(TrainingEvent.Epoch::validationLoss).min().orElseThrow();
        events.clear();
        Manifest more = TestBundles.manifest("toy", 1, Toy.HEIGHT, Toy.WIDTH, "abcd", layersWithFiveClasses());
        train(
                new TrainingJob(
                        more, Optional.of(start), Toy.training(64), Toy.validation(32), SHORT, second, () -> false),
                events::add);
        assertThat(notes()).contains("the start model has no fitting out.weight, out.bias; these start fresh");
        events.clear();
        train(
                new TrainingJob(
                        Toy.MANIFEST, Optional.of(start), Toy.training(64), Toy.validation(32),
                        new TrainingOptions(1, 8, 1e-6, 0, 0, 5, 0, 0, 1, 7, 0), second.resolve("same"), () -> false),
                events::add);
        assertThat(epochs().getFirst().validationLoss()).isLessThan(reached + 0.5);
    }

    private static List<Layer> layersWithFiveClasses() {
        List<Layer> layers = new ArrayList<>(Toy.layers(10));
        layers.set(layers.size() - 1, new Layer.Linear("out", 20, 5));
        return layers;
    }

    @Test
    void refusesExamplesThatDoNotFit() {
        assertRefused(new Example(new Tensor(new int[] {1, 6, 24}, new float[144]), "abx"),
                "the example \"abx\" has 'x', which is not in the alphabet abc");
        assertRefused(new Example(new Tensor(new int[] {1, 6, 25}, new float[150]), "ab"),
                "the example \"ab\" has the shape [1, 6, 25], but toy/1 takes [1, 6, 24]");
        assertRefused(new Example(new Tensor(new int[] {1, 6, 24}, new float[144]), "aabbccaabb"),
                "the example \"aabbccaabb\" needs 15 time steps, but toy/1 has 12");
    }

    private void assertRefused(Example example, String message) {
        Examples one = new Examples() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Example get(int index, int epoch) {
                return example;
            }
        };
        TrainingJob job = new TrainingJob(
                Toy.MANIFEST, Optional.empty(), one, Toy.validation(4), SHORT, folder, () -> false);
        assertThatThrownBy(() -> train(job, _ -> {}))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.INVALID))
                .hasMessage(message);
    }

    @Test
    void refusesAnEmptySet() {
        TrainingJob job = new TrainingJob(
                Toy.MANIFEST, Optional.empty(), Toy.training(64), Toy.validation(0), SHORT, folder, () -> false);
        assertThatThrownBy(() -> train(job, _ -> {}))
                .isInstanceOf(OcrException.class)
                .hasMessage("training needs at least one example to learn from and one to validate with; there are 64 and 0");
    }
}
