// The sheets one can write on, in pixels of the picture that is sent, and the lines that guide the hand.
// A character fills its square as those did that the models were trained on: capitals and digits reach from the cap line
// to the baseline, quotes hang from the cap line, a comma stands across the baseline.

/** Fewer pixels of ink than this are taken for a speck of dust: the server would refuse them. */
export const leastInk = 50;

export const oneCharacter = {
  width: 280,
  height: 280,
  lines: ruled(1, 280, { cap: 0.08, x: 0.36, base: 0.92 }),
  pen: 14,
};
const hand = { cap: 0.22, x: 0.42, base: 0.72 };
export const wideText = { width: 1200, height: 360, lines: ruled(1, 360, hand), pen: 11 };
export const narrowText = { width: 600, height: 400, lines: ruled(2, 200, hand), pen: 9 };

function ruled(rows, height, shares) {
  return Array.from({ length: rows }, (_, row) =>
    Object.entries(shares).map(([kind, share]) => ({ kind, y: Math.round((row + share) * height) })),
  ).flat();
}
