/**
 * Where images wait for an engine: a bounded queue that makes small batches, with deadlines and cancellation, and the
 * guard that keeps an engine open while it reads. Knows tensors and engines, nothing of HTTP, images or models.
 */
package org.lisible.web.queue;
