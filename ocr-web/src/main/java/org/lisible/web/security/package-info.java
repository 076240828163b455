/**
 * Who may call, and what every answer carries whoever makes it: keys and roles, a request id, the headers that keep a
 * browser safe. Knows nothing of reading text.
 */
package org.lisible.web.security;
