package org.lisible.web.readers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.lisible.web.metrics.EngineMetrics;
import org.lisible.web.metrics.QueueMetrics;

/** Writes down what it is told; publishes nothing. */
final class RecordingMetrics extends EngineMetrics {

    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void state(String engine, String state) {
        told.add(engine + " " + state);
    }

    @Override
    public void swapped(Part part, String name) {
        told.add(name + " swapped");
    }

    @Override
    public void rejected(Part part, String name) {
        told.add(name + " rejected");
    }

    @Override
    public void sick(String engine) {
        told.add(engine + " sick");
    }

    @Override
    public QueueMetrics queue(String model, String engine) {
        return new QueueMetrics();
    }
}
