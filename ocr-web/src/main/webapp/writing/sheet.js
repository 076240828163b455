// A sheet of paper: the strokes on it, oldest first, and what was undone. It knows nothing of the page.
//   sheet.begin({ tool: 'pen', width: 14 }, [x, y]); sheet.extend([[x, y], …]); sheet.end();
//   'change' after every change, {finished: false} while a stroke is being drawn
// Points and widths are in the sheet's own units, which are the pixels of the picture that is sent.
// Clearing is an act like a stroke: it can be undone.

const clearing = 'clear';

export class Sheet extends EventTarget {
  #acts = [];
  #undone = [];
  #drawing = null;

  /** @param {{width: number, height: number, lines: {kind: string, y: number}[]}} format */
  constructor(format) {
    super();
    this.format = format;
  }

  /** Strokes since the sheet was last clear: {tool: 'pen'|'eraser', width, points: [x, y][]}. */
  get strokes() {
    return this.#acts.slice(this.#acts.lastIndexOf(clearing) + 1);
  }

  get isBlank() {
    return !this.strokes.some(({ tool }) => tool === 'pen');
  }

  get canUndo() {
    return this.#acts.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  begin({ tool, width }, point) {
    this.#drawing = { tool, width, points: [point] };
    this.#acts.push(this.#drawing);
    this.#undone = [];
    this.#tell(false);
  }

  extend(points) {
    if (this.#drawing && points.length > 0) {
      this.#drawing.points.push(...points);
      this.#tell(false);
    }
  }

  end() {
    if (this.#drawing) {
      this.#drawing = null;
      this.#tell(true);
    }
  }

  undo() {
    this.#move(this.#acts, this.#undone);
  }

  redo() {
    this.#move(this.#undone, this.#acts);
  }

  clear() {
    if (this.strokes.length > 0) {
      this.#drawing = null;
      this.#acts.push(clearing);
      this.#undone = [];
      this.#tell(true);
    }
  }

  /** Gives a sheet without strokes another format, and a new history; one that is written on stays as it is. */
  adopt(format) {
    if (this.strokes.length === 0 && format !== this.format) {
      this.format = format;
      this.#acts = [];
      this.#undone = [];
      this.#tell(true);
    }
  }

  #move(from, to) {
    if (from.length > 0 && !this.#drawing) {
      to.push(from.pop());
      this.#tell(true);
    }
  }

  #tell(finished) {
    this.dispatchEvent(new CustomEvent('change', { detail: { finished } }));
  }
}
