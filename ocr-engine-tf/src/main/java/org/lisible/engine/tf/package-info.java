/**
 * The TensorFlow plug-in: a manifest's layers as TensorFlow ops, the engine that runs them and the providers that
 * {@link java.util.ServiceLoader} finds. The only package, with its {@code training} sub-package, that imports
 * {@code org.tensorflow}. May import {@code ocr-api} alone.
 */
package org.lisible.engine.tf;
