package org.lisible.web.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.spi.EngineInfo;
import org.lisible.spi.OcrEngine;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;

/** An engine whose result is its input, which can be held at the door and keeps a record of its batches. */
final class EchoEngine implements OcrEngine {

    /** An input that the engine chokes on. */
    static final float POISON = -1;

    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final List<Float> computed = new CopyOnWriteArrayList<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final AtomicInteger closes = new AtomicInteger();
    private final Semaphore door;

    EchoEngine(boolean held) {
        this.door = new Semaphore(held ? 0 : Integer.MAX_VALUE);
    }

    void release() {
        door.release(1_000_000);
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("echo", "1", "cpu", "none", "echo/1");
    }

    @Override
    public List<EngineResult> recognize(List<Tensor> inputs, RunOptions options) {
        entered.countDown();
        door.acquireUninterruptibly();
        options.check();
        batches.add(inputs.size());
        inputs.forEach(input -> computed.add(input.data()[0]));
        if (inputs.stream().anyMatch(input -> input.data()[0] == POISON)) {
            throw new OcrException(OcrException.Kind.BROKEN, "choked", "the engine choked");
        }
        return inputs.stream().<EngineResult>map(input -> new Logits(1, 1, input.data())).toList();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
