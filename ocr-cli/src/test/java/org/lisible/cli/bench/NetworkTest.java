package org.lisible.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lisible.spi.TestBundles;
import org.lisible.tensor.Tensor;

class NetworkTest {

    @Test
    void theReferenceNetworkIsTheOneThatTheEnginesAreTestedWith() {
        var manifest = Network.reference().manifest();
        var tested = TestBundles.reference(1).manifest();
        assertThat(manifest.layers()).isEqualTo(tested.layers());
        assertThat(manifest.input()).isEqualTo(tested.input());
        assertThat(manifest.classes()).isEqualTo(63);
    }

    @Test
    void itsNumbersAndItsInputsAreAlwaysTheSame() {
        Network.reference().weights().forEach((name, tensor) ->
                assertThat(Network.reference().weight(name).data()).as(name).isEqualTo(tensor.data()));
        var spec = Network.reference().manifest().input();
        Tensor input = Network.inputs(spec, 2).getFirst();
        assertThat(Network.inputs(spec, 1).getFirst().data()).isEqualTo(input.data());
        assertThat(input.data()).hasSize(14_000);
    }
}
