/**
 * From a grey image to the tensor that a model's {@code InputSpec} asks for, and back from tensor columns to image
 * columns. Done once by the host for all engines. May import {@code image}, {@code tensor}, {@code model}, {@code result}.
 */
package org.lisible.preprocess;
