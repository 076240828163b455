// <model-view></model-view> – what the model sees: each plane of its input, magnified.
//   view.show(answer.input)      {planes: [{width, height, levels: [0…255, …]}, …]}; null: nothing
import { t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

const names = ['glyph', 'frame'];
const blank = { width: 28, height: 28, levels: [] };

customElements.define(
  'model-view',
  class extends LisibleElement {
    #input = null;
    #size = element('span', { class: 'hint' });
    #planes = element('div', { class: 'planes' });

    build() {
      this.append(
        element('div', { class: 'card-head' }, element('h2', { class: 'card-title', t: 'view.title' }), this.#size),
        this.#planes,
      );
      this.#planes.append(...names.map(() => plane()));
    }

    show(input) {
      this.#input = input;
      this.refresh();
    }

    refresh() {
      const { planes = [] } = this.#input ?? {};
      const { width, height } = planes[0] ?? blank;
      const shown = this.#input ? planes.length : names.length;
      this.#size.textContent = t('view.size', { width, height });
      while (this.#planes.children.length < shown) {
        this.#planes.append(plane());
      }
      [...this.#planes.children].forEach((figure, index) => {
        figure.hidden = index >= shown;
        const [canvas, caption] = figure.children;
        caption.textContent = t(`view.${names[index] ?? 'plane'}`, { number: index + 1 });
        canvas.setAttribute('aria-label', caption.textContent);
        paint(canvas, planes[index] ?? blank);
      });
    }
  },
);

function plane() {
  return element('figure', {}, element('canvas', { class: 'plane', role: 'img' }), element('figcaption', {}));
}

function paint(canvas, { width, height, levels }) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    pixels.data.fill(levels[i] ?? 0, 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
}
