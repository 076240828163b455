/**
 * Callers of a running server: what they ask, how long they wait and whether each got its own answer. Knows HTTP and nothing
 * of models, engines or the command line.
 */
package org.lisible.cli.load;
