package org.lisible.result;

/**
 * What an engine gives back for one input: raw {@link Logits} where the host's decoder makes the text (CTC, softmax),
 * or a finished {@link Recognition} where the network itself writes it (autoregressive readers).
 */
public sealed interface EngineResult permits Logits, Recognition {}
