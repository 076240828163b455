package org.lisible.web.rest;

import org.lisible.web.recognition.Source;

/**
 * One image that a client sent.
 *
 * @param name what the client calls it; never used as a path
 * @param source the file, or its pixels
 */
record Upload(String name, Source source) {}
