/**
 * Answers that are kept, in the server's JCache where it has one, so that all servers of a cluster find them. Knows nothing
 * of what they mean.
 */
package org.lisible.web.cache;
