/**
 * What engines and decoders give back: logits, recognitions, spans. Values only; may import {@code org.lisible}.
 */
package org.lisible.result;
