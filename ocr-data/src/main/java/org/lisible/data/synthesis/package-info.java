/**
 * Seeded synthetic pictures: captchas of any alphabet and length in the manner of the captcha-v2 set, and single characters
 * as a pen draws them on a canvas. Glyph outlines come out of TrueType files by fontbox and are filled by our own
 * rasteriser, so that no font system of the machine is needed; our own pen forms need no fonts at all. Knows nothing of
 * networks; only {@link org.lisible.data.synthesis.SyntheticFolder} knows files. Fontbox and the fonts are optional
 * dependencies: whoever draws captchas or typefaces adds them.
 */
package org.lisible.data.synthesis;
