package org.lisible.web.queue;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

import org.lisible.OcrException;
import org.lisible.result.EngineResult;
import org.lisible.spi.RunOptions;
import org.lisible.tensor.Tensor;
import org.lisible.web.metrics.QueueMetrics;
import org.lisible.web.settings.Settings;

/**
 * A bounded queue before one loaded model on one engine. What waits together is computed together; with a delay of zero
 * an image never waits for company, only for those before it. It owns no thread: while there is work, up to
 * {@code workers} tasks on the lent executor take batches from the front; an idle queue holds none. A worker whose engine
 * does not return is written off ({@link #writeOffHung}) and another takes its place.
 *
 * <p>Safe for any number of threads. An input's result goes to the caller that brought it: results are matched to jobs by
 * their place in the batch and nothing else is shared.
 */
public final class InferenceQueue implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(InferenceQueue.class.getName());

    private final GuardedEngine engine;
    private final Settings.Queue settings;
    private final Executor executor;
    private final QueueMetrics metrics;
    private final IntSupplier length = this::size;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private boolean closed;

    /** Takes batches until nothing waits. Guarded by the queue's lock. */
    private static final class Worker {
        private Thread thread;
        private boolean computing;
        private long deadlineNanos;
    }

    /**
     * @param engine closed together with the queue
     * @param settings capacity, batch, delay and workers
     * @param executor runs the batches; one task of it may be kept busy by a batch from start to end
     * @param metrics is told of batches and, while the queue is open, how many wait
     */
    public InferenceQueue(
            GuardedEngine engine, Settings.Queue settings, Executor executor, QueueMetrics metrics) {
        this.engine = requireNonNull(engine, "engine is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.executor = requireNonNull(executor, "executor is null");
        this.metrics = requireNonNull(metrics, "metrics is null");
        metrics.opened(length);
    }

    /**
     * Waits in line for the engine and returns what it made of the input.
     *
     * @param input shaped as the engine's model wants it
     * @param deadlineNanos {@link System#nanoTime} after which the caller no longer waits and nothing is computed
     * @throws OcrException of kind {@code UNAVAILABLE} when the queue is full or closed, {@code TIMEOUT} past the
     *     deadline, otherwise what the engine throws
     */
    public Inference infer(Tensor input, long deadlineNanos) {
        return together(List.of(input), deadlineNanos).getFirst();
    }

    /**
     * {@link #infer} for many inputs of one caller, a batch at a time, so that others have their turn in between.
     *
     * @return result i belongs to input i
     */
    public List<Inference> inferAll(List<Tensor> inputs, long deadlineNanos) {
        int batch = Math.min(settings.batch(), settings.capacity());
        List<Inference> inferences = new ArrayList<>(inputs.size());
        for (int from = 0; from < inputs.size(); from += batch) {
            inferences.addAll(together(inputs.subList(from, Math.min(inputs.size(), from + batch)), deadlineNanos));
        }
        return inferences;
    }

    private List<Inference> together(List<Tensor> inputs, long deadlineNanos) {
        List<Job> jobs = inputs.stream()
                .map(input -> new Job(requireNonNull(input, "input is null"), deadlineNanos))
                .toList();
        enqueue(jobs);
        try {
            return jobs.stream().map(Job::await).toList();
        } finally {
            forget(jobs);
        }
    }

    /** How many images wait now. */
    public int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives up on batches that the engine has not returned for so long after their deadline: their threads are interrupted
     * and, once they return, go back to whom they belong; others compute what waits.
     *
     * @return how many batches were given up
     */
    public int writeOffHung(Duration grace) {
        List<Worker> hung;
        lock.lock();
        try {
            long now = System.nanoTime();
            hung = workers.stream()
                    .filter(worker -> worker.computing
                            && worker.deadlineNanos != Long.MAX_VALUE
                            && now - worker.deadlineNanos > grace.toNanos())
                    .toList();
            hung.forEach(worker -> {
                workers.remove(worker);
                worker.thread.interrupt();
            });
            if (!hung.isEmpty() && !waiting.isEmpty()) {
                startWorker();
            }
        } finally {
            lock.unlock();
        }
        return hung.size();
    }

    /** Sends the waiting away and closes the engine as soon as no batch runs in it; waits for nothing. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            sendAway();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        metrics.closed(length);
        engine.close();
    }

    /** {@link GuardedEngine#awaitClosed}; past that time what still runs is interrupted and has a second to heed it. */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        if (engine.awaitClosed(atMost)) {
            return true;
        }
        lock.lock();
        try {
            workers.stream().filter(worker -> worker.computing).forEach(worker -> worker.thread.interrupt());
        } finally {
            lock.unlock();
        }
        return engine.awaitClosed(Duration.ofSeconds(1));
    }

    private void sendAway() {
        waiting.forEach(job -> job.fail(closedNow()));
        waiting.clear();
    }

    /** Puts jobs in line, and sees to it that somebody computes them. */
    private void enqueue(List<Job> jobs) {
        lock.lock();
        try {
            if (closed) {
                throw closedNow();
            }
            if (waiting.size() + jobs.size() > settings.capacity()) {
                throw new OcrException(
                        OcrException.Kind.UNAVAILABLE,
                        "queue-full",
                        jobs.size() == 1
                                ? "all " + settings.capacity() + " places in the queue are taken; try again"
                                : "fewer than " + jobs.size() + " of " + settings.capacity()
                                        + " places in the queue are free; try again");
            }
            waiting.addAll(jobs);
            arrived.signal();
            if (workers.size() < settings.workers()) {
                startWorker();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The lock must be held: a worker that is not counted yet must not be missed. */
    private void startWorker() {
        Worker worker = new Worker();
        workers.add(worker);
        try {
            executor.execute(() -> work(worker));
        } catch (RejectedExecutionException e) {
            workers.remove(worker);
            if (workers.isEmpty()) {
                sendAway();
            }
        }
    }

    private void work(Worker worker) {
        for (List<Job> batch = nextBatch(worker); !batch.isEmpty(); batch = nextBatch(worker)) {
            compute(batch);
        }
    }

    /** The next jobs worth computing; none if nothing waits, and the worker is then no longer counted. */
    private List<Job> nextBatch(Worker worker) {
        lock.lock();
        try {
            worker.thread = Thread.currentThread();
            worker.computing = false;
            if (!workers.contains(worker)) {
                LOG.log(Level.WARNING, "a batch that was given up has returned from engine " + engine.info().engine());
                return List.of();
            }
            awaitCompany();
            List<Job> batch = new ArrayList<>();
            while (batch.size() < settings.batch() && !waiting.isEmpty()) {
                Job job = waiting.poll();
                if (!job.isOver() && !job.expire(System.nanoTime())) {
                    batch.add(job);
                }
            }
            if (batch.isEmpty()) {
                workers.remove(worker);
            } else {
                worker.computing = true;
                worker.deadlineNanos = deadlineOf(batch);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void awaitCompany() {
        while (!closed && !waiting.isEmpty() && waiting.size() < settings.batch()) {
            long left = settings.delay().toNanos() - (System.nanoTime() - waiting.peek().arrivedNanos);
            if (left <= 0) {
                return;
            }
            try {
                arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void compute(List<Job> batch) {
        long began = System.nanoTime();
        metrics.batch(batch.size());
        try {
            List<EngineResult> results =
                    engine.recognize(batch.stream().map(job -> job.input).toList(), optionsFor(batch));
            long took = System.nanoTime() - began;
            for (int i = 0; i < batch.size(); i++) {
                Job job = batch.get(i);
                job.complete(new Inference(results.get(i), began - job.arrivedNanos, took, batch.size()));
            }
        } catch (OcrException e) {
            if (batch.size() > 1 && e.kind() != OcrException.Kind.UNAVAILABLE) {
                // One bad input must not fail its neighbours.
                batch.stream().filter(job -> !job.isOver()).forEach(job -> compute(List.of(job)));
            } else {
                batch.forEach(job -> job.fail(e));
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is, callers must hear of it, and the worker goes on.
            batch.forEach(job -> job.fail(
                    new OcrException(OcrException.Kind.BROKEN, "engine-failed", "the engine failed: " + e, e)));
        }
    }

    private static RunOptions optionsFor(List<Job> batch) {
        return new RunOptions(deadlineOf(batch), () -> batch.stream().allMatch(Job::isOver));
    }

    /** A batch is worth as much as the most patient of its callers. */
    private static long deadlineOf(List<Job> batch) {
        long now = System.nanoTime();
        long deadline = batch.getFirst().deadlineNanos;
        for (Job job : batch) {
            if (job.deadlineNanos == Long.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            deadline = job.deadlineNanos - now > deadline - now ? job.deadlineNanos : deadline;
        }
        return deadline;
    }

    private void forget(List<Job> jobs) {
        lock.lock();
        try {
            waiting.removeAll(jobs);
        } finally {
            lock.unlock();
        }
    }

    private static OcrException closedNow() {
        return new OcrException(
                OcrException.Kind.UNAVAILABLE, "engine-closed", "this engine is being closed; try again");
    }
}
