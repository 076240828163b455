// Compares what was read with the truth, character by character.

/** Characters as a reader counts them: code points, not UTF-16 units. */
export function characters(text) {
  return Array.from(text);
}

/**
 * Aligns two texts with as few edits as there can be (Levenshtein).
 *
 * @param {string} predicted
 * @param {string|null} truth null: not known
 * @returns {{predicted: string|null, truth: string|null, right: boolean|null}[]} in reading order; a missing
 *     character has no predicted, a superfluous one no truth; right is null where the truth is not known
 */
export function compare(predicted, truth) {
  const p = characters(predicted);
  if (truth === null) {
    return p.map((character) => ({ predicted: character, truth: null, right: null }));
  }
  const t = characters(truth);
  const edits = distances(p, t);
  const pairs = [];
  let i = p.length;
  let j = t.length;
  while (i > 0 || j > 0) {
    const replaced = i > 0 && j > 0 ? edits[i - 1][j - 1] + (p[i - 1] === t[j - 1] ? 0 : 1) : Infinity;
    if (replaced === edits[i][j]) {
      pairs.push({ predicted: p[--i], truth: t[--j], right: p[i] === t[j] });
    } else if (i > 0 && edits[i - 1][j] + 1 === edits[i][j]) {
      pairs.push({ predicted: p[--i], truth: null, right: false });
    } else {
      pairs.push({ predicted: null, truth: t[--j], right: false });
    }
  }
  return pairs.reverse();
}

/** edits[i][j]: how many edits lead from the first i characters of p to the first j of t. */
function distances(p, t) {
  const edits = Array.from({ length: p.length + 1 }, (_, i) => [i, ...Array(t.length).fill(0)]);
  edits[0] = Array.from({ length: t.length + 1 }, (_, j) => j);
  for (let i = 1; i <= p.length; i++) {
    for (let j = 1; j <= t.length; j++) {
      const replace = edits[i - 1][j - 1] + (p[i - 1] === t[j - 1] ? 0 : 1);
      edits[i][j] = Math.min(replace, edits[i - 1][j] + 1, edits[i][j - 1] + 1);
    }
  }
  return edits;
}
