package org.lisible.engine.tf;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The one place where native tensors are made and closed: all that one run takes and gives. Not safe for concurrent use. */
public final class Tensors implements AutoCloseable {

    private final List<AutoCloseable> open = new ArrayList<>();

    /** A tensor holding a copy of the values, row-major. */
    public TFloat32 floats(float[] values, long... shape) {
        return keep(TFloat32.tensorOf(Shape.of(shape), t -> t.asRawTensor().data().asFloats().write(values)));
    }

    /** A tensor holding a copy of the values, row-major. */
    public TInt32 ints(int[] values, long... shape) {
        return keep(TInt32.tensorOf(Shape.of(shape), t -> t.asRawTensor().data().asInts().write(values)));
    }

    /** A tensor holding a copy of the values, row-major. */
    public TInt64 longs(long[] values, long... shape) {
        return keep(TInt64.tensorOf(Shape.of(shape), t -> t.asRawTensor().data().asLongs().write(values)));
    }

    /** Runs and keeps the results until this is closed. */
    public Result run(Session.Runner runner) {
        Result result = runner.run();
        open.add(result);
        return result;
    }

    /** A copy of a result's numbers, row-major. */
    public static float[] values(Result result, int index) {
        Tensor tensor = result.get(index);
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        if (values.length > 0) {
            tensor.asRawTensor().data().asFloats().read(values);
        }
        return values;
    }

    private <T extends Tensor> T keep(T tensor) {
        open.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        for (AutoCloseable tensor : open.reversed()) {
            try {
                tensor.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        open.clear();
    }
}
