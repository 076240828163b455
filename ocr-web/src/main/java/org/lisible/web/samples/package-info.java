/**
 * Images whose text is known, for people and programs to try the reading on. Drawn from a validation split, never from
 * what a model was trained on.
 */
package org.lisible.web.samples;
