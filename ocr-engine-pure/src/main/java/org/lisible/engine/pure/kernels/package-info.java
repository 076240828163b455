/**
 * The inner loops: an interface without lanes, its scalar form that runs anywhere and is the tests' oracle, and the
 * choice between that and the Vector API. Knows nothing of layers or models; never imports {@code panama}.
 */
package org.lisible.engine.pure.kernels;
