/**
 * What a fuzzer feeds, and the test that feeds it what a fuzzer found before: each target reads bytes as the server or the
 * command line would, and lets pass only the failure that is meant for bad input. See {@code docs/tests/fuzzing.md}.
 */
package org.lisible.data.fuzz;
