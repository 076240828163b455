/**
 * How likely a character is after others: a small n-gram model of characters, its file and its training. Knows neither
 * images nor networks. May import {@code org.lisible} only.
 */
package org.lisible.language;
