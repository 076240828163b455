/**
 * How well texts and single characters were read: exact match, top-1 and top-5 with their intervals, character errors,
 * confusions, calibration; as values, JSON, CSV and Markdown. Knows neither images nor models: a reading is an expected
 * text, an actual one, a confidence and what else it may be. May import {@code org.lisible} only.
 */
package org.lisible.data.evaluation;
