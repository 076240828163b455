/**
 * Labelled images on disk, and how they are divided: folders, label files, splits and folds. Everything is a pure
 * function of file names, labels, pixels and a seed, never of the order in which a file system lists them. May import
 * {@code data.image}, {@code image}, {@code model}; knows no network.
 */
package org.lisible.data.dataset;
