package org.lisible.data.synthesis;

/** Where on its sheet a character stands. */
public enum Framing {

    /**
     * As the UNIPEN set of 64x64 pictures has it: a character fills the sheet, but quotes and the circumflex are small at
     * its top, commas and full stops small at its bottom, and an underscore lies at its bottom.
     */
    FILLED,

    /** As written between the guide lines of a {@link PenDrawing}: small letters are small. */
    GUIDED,

    /** One or the other, as often. */
    MIXED
}
