/**
 * What is counted and timed for {@code /metrics}: images by model, engine and status, and a histogram of each stage in
 * seconds. Counts only; decides nothing.
 */
package org.lisible.web.metrics;
