package org.lisible.web.samples;

/**
 * An image and the text in it.
 *
 * @param id names the image within its split
 * @param label the text
 * @param content the image file
 * @param mediaType the file's type
 */
public record Sample(String id, String label, byte[] content, String mediaType) {}
