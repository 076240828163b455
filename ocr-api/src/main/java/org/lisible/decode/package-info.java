/**
 * From logits to text: CTC greedy and prefix beam search, and a classifier's softmax, under constraints. Runs no network, reads no image.
 * May import {@code model} and {@code result}.
 */
package org.lisible.decode;
