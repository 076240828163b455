/**
 * How the application ends well: it knows at once that the server is to stop, and turns away whoever comes then, while what
 * is under way goes on. Knows nothing of reading text.
 */
package org.lisible.web.stopping;
