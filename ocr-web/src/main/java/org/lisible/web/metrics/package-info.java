/**
 * What is counted and timed for {@code /metrics}: images, stages, queues, engines and their swaps. Counts what it is told
 * and decides nothing; knows no other package, so that any may tell it.
 */
package org.lisible.web.metrics;
