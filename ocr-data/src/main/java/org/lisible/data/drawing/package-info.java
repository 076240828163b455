/**
 * Ink on grey planes: antialiased lines and smooth random fields, without AWT. Shared by synthetic images and
 * augmentation; knows neither of them.
 */
package org.lisible.data.drawing;
