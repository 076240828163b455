package org.lisible.web.rest;

/**
 * What a client wants to be told beside the text.
 *
 * @param steps the probabilities of every time step
 * @param input the pictures that the network saw
 */
record Extras(boolean steps, boolean input) {

    boolean isNone() {
        return !steps && !input;
    }
}
