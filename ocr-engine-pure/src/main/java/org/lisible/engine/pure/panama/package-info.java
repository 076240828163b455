/**
 * The kernels on the Vector API. The one package that imports {@code jdk.incubator.vector}; it is loaded by name, and only
 * once that module was found, so that the engine runs without it.
 */
package org.lisible.engine.pure.panama;
