/**
 * Numbers with a shape, and the safetensors file that holds many of them. Knows nothing of networks or images.
 * May import {@code org.lisible} only.
 */
package org.lisible.tensor;
