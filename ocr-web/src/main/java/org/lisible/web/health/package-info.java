/**
 * MicroProfile Health: alive, started, and ready or why not. Asks {@code readers}, decides nothing of its own.
 */
package org.lisible.web.health;
