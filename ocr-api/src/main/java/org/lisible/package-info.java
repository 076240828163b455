/**
 * The one failure type that every layer throws. May import nothing of Lisible: everything else may import it.
 */
package org.lisible;
