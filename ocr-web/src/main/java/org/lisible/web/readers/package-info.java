/**
 * Models opened on engines, warm and behind their queues, from the start of the application to its end; and the threads
 * that are lent to them. Knows nothing of HTTP or images.
 */
package org.lisible.web.readers;
