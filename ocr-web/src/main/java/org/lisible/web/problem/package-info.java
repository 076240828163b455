/**
 * Failures as problem details (RFC 9457). One table says which kind of failure has which status; one mapper turns
 * whatever was thrown into an answer. May import {@code readers} for the names there are, nothing of {@code rest}.
 */
package org.lisible.web.problem;
