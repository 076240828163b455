// How many samples each engine read exactly right.
import { characters, compare } from './comparison.js';

export class Score {
  #engines = new Map();

  /** Counts one reading; the same image counts once for an engine, however often it is read. */
  add(engine, image, predicted) {
    const row = this.#engines.get(engine) ?? { right: 0, total: 0, rightCharacters: 0, characters: 0, seen: new Set() };
    this.#engines.set(engine, row);
    if (row.seen.has(image.number)) {
      return;
    }
    row.seen.add(image.number);
    row.total += 1;
    row.right += predicted === image.truth ? 1 : 0;
    row.characters += characters(image.truth).length;
    row.rightCharacters += compare(predicted, image.truth).filter((pair) => pair.right).length;
  }

  /** @returns {{engine: string, right: number, total: number, rightCharacters: number, characters: number}[]} */
  rows() {
    return [...this.#engines].map(([engine, row]) => ({ engine, ...row }));
  }

  reset() {
    this.#engines.clear();
  }
}
