/**
 * The command line: one class per command, and what they share. It wires datasets, engines and trainers together; the
 * work itself is theirs. Engines and trainers are found by {@code ServiceLoader} and never imported.
 */
package org.lisible.cli;
