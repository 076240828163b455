/**
 * Folders on disk: those of the WAR, unpacked or not, and one for temporary files that goes with the application.
 */
package org.lisible.web.files;
