/**
 * The benchmark of the engines: networks, peers, a process for each of them, rounds in which they take turns, and what
 * follows from their times. The only package that knows an engine's classes, for the profile of its steps, and ONNX Runtime's.
 */
package org.lisible.cli.bench;
