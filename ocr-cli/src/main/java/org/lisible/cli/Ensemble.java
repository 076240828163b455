package org.lisible.cli;

import java.util.ArrayList;
import java.util.List;

import org.lisible.OcrException;
import org.lisible.model.DecoderSpec;
import org.lisible.model.Manifest;
import org.lisible.result.EngineResult;
import org.lisible.result.Logits;
import org.lisible.result.Recognition;

/** Several classifiers of the same characters as one: the mean of their calibrated probabilities. */
final class Ensemble {

    private final List<Manifest> members;

    /** @throws OcrException of kind {@code INVALID} if the models do not tell the same characters apart */
    Ensemble(List<Manifest> members) {
        this.members = List.copyOf(members);
        Manifest first = members.getFirst();
        for (Manifest other : members) {
            if (!other.decoder().type().equals(DecoderSpec.SOFTMAX) || !other.alphabet().equals(first.alphabet())) {
                throw new OcrException(
                        OcrException.Kind.INVALID,
                        "no-ensemble",
                        first.name() + " and " + other.name() + " cannot be averaged: an ensemble is of models that classify"
                                + " the same characters. Name what is to be compared alone with --baseline");
            }
        }
    }

    /** How its logits are read: they are calibrated already. */
    Manifest manifest() {
        return members.getFirst().with(new DecoderSpec(DecoderSpec.SOFTMAX, 1), members.getFirst().about());
    }

    /** @param byMember the members' results of the same samples; an image that one of them was not given, none was */
    List<EngineResult> results(List<List<EngineResult>> byMember) {
        List<EngineResult> means = new ArrayList<>();
        for (int i = 0; i < byMember.getFirst().size(); i++) {
            int sample = i;
            List<EngineResult> ofMembers = byMember.stream().map(results -> results.get(sample)).toList();
            means.add(ofMembers.stream()
                    .filter(Recognition.class::isInstance)
                    .findFirst()
                    .orElseGet(() -> mean(ofMembers.stream().map(Logits.class::cast).toList())));
        }
        return means;
    }

    /** Logits of temperature 1 whose softmax is the mean of the members' calibrated probabilities. */
    private Logits mean(List<Logits> ofMembers) {
        float[] logits = new float[ofMembers.getFirst().classes()];
        double[] sums = new double[logits.length];
        for (int member = 0; member < members.size(); member++) {
            double[] logs = ofMembers.get(member).logProbabilities(members.get(member).decoder().temperature())[0];
            for (int clazz = 0; clazz < sums.length; clazz++) {
                sums[clazz] += Math.exp(logs[clazz]);
            }
        }
        for (int clazz = 0; clazz < sums.length; clazz++) {
            logits[clazz] = (float) Math.log(Math.max(sums[clazz] / members.size(), Float.MIN_NORMAL));
        }
        return new Logits(1, logits.length, logits);
    }
}
