/**
 * What an engine plug-in implements and what the host lends it. Interfaces and values only; no discovery, no
 * loading: those are the host's. May import {@code model}, {@code tensor}, {@code result}, {@code image}.
 */
package org.lisible.spi;
