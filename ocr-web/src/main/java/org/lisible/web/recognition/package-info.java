/**
 * From the bytes of an image to the text in it: {@link org.lisible.web.recognition.RecognitionService} is the whole
 * pipeline and the first class to read. Knows nothing of HTTP.
 */
package org.lisible.web.recognition;
