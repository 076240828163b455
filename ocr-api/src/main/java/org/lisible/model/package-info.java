/**
 * The model bundle: manifest, layer list, alphabet, reading, checking and writing. Architecture is data here; no
 * network is ever run. May import {@code org.lisible} and {@code tensor}.
 */
package org.lisible.model;
