/**
 * Finds engines, built-in and plugged in, and says of each what became of it and why. Opens no model. A plug-in that is
 * broken harms nobody: whatever its code throws ends here as a reason.
 */
package org.lisible.web.engines;
