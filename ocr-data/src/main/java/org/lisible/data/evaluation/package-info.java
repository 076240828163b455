/**
 * How well texts were read: exact match with its interval, character errors, confusions, calibration; as values, JSON
 * and Markdown. Knows neither images nor models: a reading is an expected text, an actual one and a confidence. May
 * import {@code org.lisible} only.
 */
package org.lisible.data.evaluation;
