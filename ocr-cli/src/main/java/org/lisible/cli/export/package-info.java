/**
 * Models in the formats of others. Knows bundles and the formats; nothing of engines or the command line. Whether what is
 * written is right is for the reader of that format to say: the tests run it.
 */
package org.lisible.cli.export;
