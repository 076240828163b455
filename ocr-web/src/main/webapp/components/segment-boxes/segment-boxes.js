// <segment-boxes></segment-boxes> – boxes around the characters of a text, each with what was read there.
//   boxes.show(answer.segments, sheet.format)      [] for none
//   boxes.mark(2)                                  lights up box 2, -1 for none
//   boxes.anchors()                                where each box's foot stands, in pixels of the window
import { LisibleElement, drawn } from '../element/element.js';

const room = 4;

customElements.define(
  'segment-boxes',
  class extends LisibleElement {
    #segments = [];
    #format = { width: 1, height: 1 };
    #overlay = drawn('svg', { class: 'boxes', 'aria-hidden': 'true' });

    build() {
      this.append(this.#overlay);
    }

    show(segments, format) {
      this.#segments = segments;
      this.#format = format;
      this.#overlay.setAttribute('viewBox', `0 0 ${format.width} ${format.height}`);
      this.#overlay.replaceChildren(...segments.map(boxed));
    }

    mark(marked) {
      [...this.#overlay.children].forEach((box, index) => box.classList.toggle('is-marked', index === marked));
    }

    /** Of a text in one line; lines to the boxes of several would cross. */
    anchors() {
      if (this.#segments.some(({ line }) => line !== this.#segments[0].line)) {
        return this.#segments.map(() => null);
      }
      const { left, bottom, width } = this.getBoundingClientRect();
      const scale = width / this.#format.width;
      return this.#segments.map(({ box }) => (width ? { x: left + (box.x + box.width / 2) * scale, y: bottom } : null));
    }
  },
);

function boxed({ box: { x, y, width, height }, character }, index) {
  const frame = {
    x: x - room,
    y: y - room,
    width: width + 2 * room,
    height: height + 2 * room,
    rx: 6,
    'vector-effect': 'non-scaling-stroke',
  };
  return drawn(
    'g',
    { class: 'box', 'data-index': index, 'data-character': character },
    drawn('rect', frame),
    drawn('text', { x: x + width / 2, y: y - 3 * room, 'text-anchor': 'middle' }, character),
  );
}
