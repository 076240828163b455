/**
 * Seeded synthetic captchas of any alphabet and length, in the manner of the captcha-v2 set. Glyph outlines come out of
 * TrueType files by fontbox and are filled by our own rasteriser, so that no font system of the machine is needed. Knows
 * nothing of networks; only {@link org.lisible.data.synthesis.SyntheticFolder} knows files. Fontbox and the fonts are optional
 * dependencies: whoever calls this package adds them.
 */
package org.lisible.data.synthesis;
