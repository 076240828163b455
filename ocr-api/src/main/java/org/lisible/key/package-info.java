/**
 * Keys that callers of a server show, as the command line makes them and the server knows them again. Knows nothing of
 * HTTP and nothing of reading text; plug-ins do not see it.
 */
package org.lisible.key;
