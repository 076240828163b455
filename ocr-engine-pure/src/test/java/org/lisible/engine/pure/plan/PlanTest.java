package org.lisible.engine.pure.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lisible.OcrException;
import org.lisible.engine.pure.Characters;
import org.lisible.engine.pure.kernels.KernelChoice;
import org.lisible.engine.pure.kernels.Kernels;
import org.lisible.engine.pure.kernels.ScalarKernels;
import org.lisible.model.Layer;
import org.lisible.model.Layer.BatchNorm1d;
import org.lisible.model.Layer.BatchNorm2d;
import org.lisible.model.Layer.BiLstm;
import org.lisible.model.Layer.Columns;
import org.lisible.model.Layer.Conv2d;
import org.lisible.model.Layer.Dropout;
import org.lisible.model.Layer.Flatten;
import org.lisible.model.Layer.GlobalAvgPool2d;
import org.lisible.model.Layer.Linear;
import org.lisible.model.Layer.MaxPool2d;
import org.lisible.model.Layer.Relu;
import org.lisible.model.Layer.Residual;
import org.lisible.model.ModelBundle;
import org.lisible.result.Logits;
import org.lisible.spi.PlainNetwork;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

/** The compiled plan against every layer computed by its definition in double precision. */
class PlanTest {

    private static final double TOLERANCE = 1e-5;

    static Stream<Kernels> kernels() {
        return Stream.of(new ScalarKernels(), KernelChoice.of("auto").kernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theReferenceNetworkIsWithinTheTolerance(Kernels kernels) {
        assertAgrees(TestBundles.reference(7), kernels, 7);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyLayerWorksWhereNothingCanTakeItIn(Kernels kernels) {
        List<Layer> layers = List.of(
                new BatchNorm2d("first", 3, 1e-5, 0.1),
                new Relu(),
                new MaxPool2d(2, 3, 1, 2),
                new Conv2d("conv", 3, 17, 3, 2, 1, 1, 2, 1, true),
                new MaxPool2d(3, 3, 1, 1),
                new BatchNorm2d("second", 17, 1e-3, 0.1),
                new BatchNorm2d("third", 17, 1e-3, 0.1),
                new Relu(),
                new Dropout(0.5),
                new Columns(),
                new Relu(),
                new BiLstm("lstm", 17 * 7, 33),
                new Relu(),
                new Linear("out", 66, 3));
        assertAgrees(TestBundles.random(TestBundles.manifest("unfused", 3, 8, 29, "ab", layers), 3), kernels, 3);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void columnsCanBeTheLastLayer(Kernels kernels) {
        List<Layer> layers = List.of(new Conv2d("conv", 1, 2, 3, 3, 1, 1, 1, 1, true), new Columns());
        assertAgrees(TestBundles.random(TestBundles.manifest("columns", 1, 3, 5, "abcde", layers), 4), kernels, 4);
    }

    /** Sizes around the tile of four, paddings from none to wide, pools that fit into a tile and pools that do not. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 2, 1",
        "3, 4, 0, 2, 2, 1, 2",
        "4, 5, 1, 2, 1, 1, 2",
        "5, 13, 2, 3, 2, 1, 2",
        "9, 6, 1, 1, 4, 1, 2",
        "13, 23, 0, 4, 4, 1, 2",
        "17, 50, 1, 2, 2, 1, 1",
        "17, 50, 1, 2, 2, 2, 2",
        "35, 21, 1, 2, 2, 2, 2",
        "6, 7, 0, 1, 1, 1, 1",
        "5, 11, 2, 2, 2, 1, 1",
        "9, 13, 1, 2, 2, 3, 1"
    })
    void winogradConvolutionsAreWithinTheTolerance(
            int height, int width, int padding, int pool, int stride, int poolWidth, int strideWidth) {
        int lines = (height + 2 * padding - pool) / stride + 1;
        List<Layer> layers = List.of(
                new Conv2d("conv1", 1, 37, 1, 1, 1, 1, 1, 1, true),
                new Relu(),
                new Conv2d("conv2", 37, 50, 3, 3, 1, 1, padding, padding, true),
                new BatchNorm2d("bn", 50, 1e-5, 0.1),
                new Relu(),
                new MaxPool2d(pool, poolWidth, stride, strideWidth),
                new Columns(),
                new Linear("out", 50 * lines, 2));
        var manifest = TestBundles.manifest("winograd", 1, height, width, "a", layers);
        ModelBundle bundle = TestBundles.random(manifest, height);
        kernels().forEach(kernels -> {
            assertThat(new PlanCompiler(bundle, kernels).compile(16).kinds()).contains("WinogradStep");
            assertAgrees(bundle, kernels, height);
        });
    }

    @RepeatedTest(30)
    void anyLegalNetworkIsWithinTheTolerance(RepetitionInfo repetition) {
        long seed = 1000 + repetition.getCurrentRepetition();
        ModelBundle bundle = RandomNetworks.bundle(seed);
        kernels().forEach(kernels -> assertAgrees(bundle, kernels, seed));
    }

    @Test
    void aWorkspaceCanBeUsedAgainAndAgain() {
        ModelBundle bundle = TestBundles.small(5);
        Plan plan = new PlanCompiler(bundle, new ScalarKernels()).compile(3);
        Workspace workspace = plan.newWorkspace(1);
        List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), 3, 5);
        Logits first = plan.run(inputs.subList(0, 1), workspace, Crew.ALONE).getFirst();
        plan.run(inputs, workspace, Crew.ALONE);
        Logits again = plan.run(inputs.subList(0, 1), workspace, Crew.ALONE).getFirst();
        assertThat(again.values()).isEqualTo(first.values());
    }

    /** Each part on scratch of its own and the last one first: no part may need another one of its step. */
    @ParameterizedTest
    @MethodSource("kernels")
    void partsOfAStepCanRunInAnyOrder(Kernels kernels) {
        Crew backwards = (plan, step, images, workspace) -> {
            for (int part = plan.parts(step, images) - 1; part >= 0; part--) {
                plan.runPart(step, part, images, workspace, part % 2);
            }
        };
        for (ModelBundle bundle : List.of(TestBundles.reference(5), Characters.cnn(), Characters.resnet())) {
            Plan plan = new PlanCompiler(bundle, kernels).compile(9);
            List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), 9, 5);
            List<Logits> expected = plan.run(inputs, plan.newWorkspace(1), Crew.ALONE);
            List<Logits> actual = plan.run(inputs, plan.newWorkspace(2), backwards);
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(actual.get(i).values()).isEqualTo(expected.get(i).values());
            }
        }
    }

    @Test
    void theReferenceNetworkIsFusedIntoSevenSteps() {
        Plan plan = new PlanCompiler(TestBundles.reference(1), new ScalarKernels()).compile(1);
        assertThat(plan.steps())
                .extracting(StepInfo::name)
                .containsExactly(
                        "conv1 3x3 1-32, pool 2x2",
                        "conv2 3x3 32-64, Winograd, pool 2x2",
                        "conv3 3x3 64-128, Winograd, pool 2x1",
                        "fc 1024-64",
                        "lstm 64-1024, gates",
                        "lstm 128 both ways, recurrence",
                        "out 256-63");
        assertThat(plan.steps().stream().mapToLong(StepInfo::flops).sum()).isBetween(270_000_000L, 295_000_000L);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void charactersAreWithinTheTolerance(Kernels kernels) {
        TestBundles.characters(11).forEach(bundle -> assertAgrees(bundle, kernels, 11));
        assertAgrees(Characters.cnn(), kernels, 12);
        assertAgrees(Characters.resnet(), kernels, 13);
        assertAgrees(Characters.linear(), kernels, 14);
    }

    /** Lines of the kernel above and below the picture are left out, also where none is inside. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 3, 1", "3, 3, 1, 3, 1", "4, 4, 1, 3, 1", "7, 7, 2, 3, 2", "4, 9, 4, 3, 1", "2, 5, 3, 7, 2", "9, 6, 0, 5, 3"})
    void pictureEdgesAreWithinTheTolerance(int height, int width, int padding, int kernel, int stride) {
        List<Layer> layers = List.of(
                new Conv2d("conv1", 2, 94, kernel, kernel, stride, stride, padding, padding, true),
                new Relu(),
                new GlobalAvgPool2d(),
                new Linear("out", 94, 3));
        ModelBundle bundle = TestBundles.random(TestBundles.manifest("edges", 2, height, width, "ab", layers), 8);
        kernels().forEach(kernels -> assertAgrees(bundle, kernels, 8));
    }

    @Test
    void smallPicturesGoTogetherAndLargeOnesOnlyThroughTime() {
        assertThat(new PlanCompiler(Characters.cnn(), new ScalarKernels()).goodGroup()).isEqualTo(16);
        assertThat(new PlanCompiler(TestBundles.reference(1), new ScalarKernels()).goodGroup()).isEqualTo(8);
    }

    @Test
    void theCharacterNetworksAreFused() {
        assertThat(new PlanCompiler(Characters.cnn(), new ScalarKernels()).compile(16).kinds())
                .containsExactly(
                        "PooledConvolutionStep",
                        "WinogradStep",
                        "WinogradStep",
                        "WinogradStep",
                        "LinearStep",
                        "LinearStep",
                        "LinearStep",
                        "LinearStep");
    }

    /** Whole groups, groups that are not full, in any order: image i's result is its own. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aGroupsImagesDoNotDisturbEachOther(Kernels kernels) {
        for (ModelBundle bundle : List.of(TestBundles.small(3), TestBundles.reference(3), Characters.cnn(), Characters.resnet())) {
            Plan plan = new PlanCompiler(bundle, kernels).compile(9);
            Workspace workspace = plan.newWorkspace(1);
            List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), plan.images(), 21);
            List<Logits> together = plan.run(inputs, workspace, Crew.ALONE);
            List<Logits> reversed = plan.run(inputs.reversed(), workspace, Crew.ALONE).reversed();
            for (int i = 0; i < inputs.size(); i++) {
                Logits alone = plan.run(inputs.subList(i, i + 1), workspace, Crew.ALONE).getFirst();
                assertThat(LogProbabilities.difference(together.get(i), alone)).isLessThan(TOLERANCE);
                assertThat(LogProbabilities.difference(reversed.get(i), alone)).isLessThan(TOLERANCE);
            }
        }
    }

    /** The input itself added, in-place layers first in either branch, one that reads the other's picture, no convolution. */
    @ParameterizedTest
    @MethodSource("kernels")
    void residualsLeaveWhatTheirOtherBranchReads(Kernels kernels) {
        List<Layer> layers = List.of(
                new Residual(
                        List.of(new Conv2d("first", 3, 3, 3, 3, 1, 1, 1, 1, true), new BatchNorm2d("bn1", 3, 1e-5, 0.1)),
                        List.of()),
                new Residual(
                        List.of(new BatchNorm2d("bn2", 3, 1e-5, 0.1), new Relu(), new Conv2d("second", 3, 3, 5, 3, 1, 1, 2, 1, true)),
                        List.of()),
                new Residual(List.of(new Relu()), List.of(new BatchNorm2d("bn3", 3, 1e-5, 0.1))),
                new Residual(
                        List.of(new Dropout(0.5), new MaxPool2d(1, 1, 2, 2)),
                        List.of(new Conv2d("short", 3, 3, 1, 1, 2, 2, 0, 0, false))),
                new Relu(),
                new Residual(List.of(new Dropout(0.5)), List.of()),
                new Flatten(),
                new BatchNorm1d("bn4", 3 * 5 * 4, 1e-5, 0.1),
                new Linear("out", 3 * 5 * 4, 3));
        assertAgrees(TestBundles.random(TestBundles.manifest("residuals", 3, 9, 7, "ab", layers), 5), kernels, 5);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void normalisesVectorsWhereNoLinearLayerIsBefore(Kernels kernels) {
        List<Layer> layers = List.of(
                new Conv2d("conv", 1, 5, 3, 3, 1, 1, 1, 1, true),
                new Columns(),
                new BatchNorm1d("bn1", 35, 1e-5, 0.1),
                new Relu(),
                new BiLstm("lstm", 35, 17),
                new BatchNorm1d("bn2", 34, 1e-3, 0.1),
                new Linear("out", 34, 3));
        assertAgrees(TestBundles.random(TestBundles.manifest("vectors", 1, 7, 13, "ab", layers), 6), kernels, 6);
    }

    @Test
    void refusesLayersThatStandWhereTheyCannot() {
        ModelBundle bundle =
                TestBundles.random(TestBundles.manifest("broken", 1, 4, 4, "a", List.of(new Linear("fc", 4, 2))), 1);
        assertThatThrownBy(() -> new PlanCompiler(bundle, new ScalarKernels()).compile(1))
                .isInstanceOfSatisfying(
                        OcrException.class, e -> assertThat(e.kind()).isEqualTo(OcrException.Kind.BROKEN))
                .hasMessageContaining("layers[0] (linear fc) takes [steps, features]");
    }

    /** Alone, and in a group that is not full; both plans share weights. */
    private static void assertAgrees(ModelBundle bundle, Kernels kernels, long seed) {
        PlanCompiler compiler = new PlanCompiler(bundle, kernels);
        List<Tensor> inputs = TestBundles.inputs(bundle.manifest(), 3, seed);
        List<Logits> expected =
                inputs.stream().map(input -> PlainNetwork.run(bundle, input)).toList();
        for (int images : new int[] {1, 3, 16}) {
            Plan plan = compiler.compile(images);
            Workspace workspace = plan.newWorkspace(1);
            List<Logits> actual = new ArrayList<>();
            for (int first = 0; first < inputs.size(); first += images) {
                actual.addAll(plan.run(inputs.subList(first, Math.min(first + images, inputs.size())), workspace, Crew.ALONE));
            }
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(LogProbabilities.difference(actual.get(i), expected.get(i)))
                        .as("image %d, %d at once, %s, seed %d, %s", i, images, kernels.name(), seed, bundle.manifest().layers())
                        .isLessThan(TOLERANCE);
            }
        }
    }
}
