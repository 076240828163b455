/**
 * Serves the files of the page. They lie beside the API, which is at the root too, so they come first.
 */
package org.lisible.web.page;
