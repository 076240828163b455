/**
 * Every setting of the application, its default and its check, in one place. Knows nothing of what the settings are
 * for; everything else may import it.
 */
package org.lisible.web.settings;
