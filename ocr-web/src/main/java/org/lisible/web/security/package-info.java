/**
 * What every answer carries whoever makes it: a request id and the headers that keep a browser safe. Knows nothing of
 * reading text.
 */
package org.lisible.web.security;
