package org.lisible.web.rest;

/**
 * One image that a client sent.
 *
 * @param name what the client calls it; never used as a path
 * @param content the file
 */
record Upload(String name, byte[] content) {}
