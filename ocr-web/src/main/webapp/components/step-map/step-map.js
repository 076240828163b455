// <step-map data-testid="steps"></step-map> – the network's time steps as a picture: steps across, symbols down.
//   map.show(recognition, imageUrl)      with recognition.ctc {symbols, probabilities}; map.show(null) hides it
//   map.mark(2)                          lights up the steps of character 2, -1 for none
//   map.repaint()                        after the theme changed
// The image lies above the map on the same columns. A slider walks through the steps and says what each one means.
import { percent, t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

const rowHeight = 15;
const blankGap = 6;
const manySymbols = 40;

customElements.define(
  'step-map',
  class extends LisibleElement {
    #recognition = null;
    #rows = [];
    #marked = -1;
    #image = element('img', { class: 'map-image', alt: '' });
    #canvas = element('canvas', { class: 'map-canvas', role: 'img' });
    #symbols = element('div', { class: 'map-symbols', 'aria-hidden': 'true' });
    #slider = element('input', {
      type: 'range',
      class: 'map-slider',
      id: 'step',
      min: 0,
      value: 0,
      tLabel: 'steps.cursor',
      oninput: () => this.#step(),
    });
    #says = element('output', { class: 'map-says', for: 'step' });
    #summary = element('p', { class: 'map-summary', 'data-testid': 'steps-summary' });
    #figure = element('figure', { class: 'map' }, this.#image, this.#symbols, this.#canvas, this.#slider);
    #none = element('p', { class: 'hint', t: 'steps.none' });

    build() {
      this.append(
        element('h3', { t: 'steps.title' }),
        element('p', { class: 'hint', t: 'steps.about' }),
        this.#figure,
        element('div', { class: 'map-foot' }, this.#says, legend()),
        this.#summary,
        this.#none,
      );
      this.#canvas.addEventListener('pointermove', (event) => this.#point(event));
      new ResizeObserver(() => this.repaint()).observe(this.#canvas);
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.repaint());
    }

    show(recognition, url) {
      this.#recognition = recognition;
      this.#marked = -1;
      if (recognition && url) {
        this.#image.src = url;
      }
      this.refresh();
    }

    mark(index) {
      this.#marked = index;
      this.repaint();
    }

    refresh() {
      const ctc = this.#recognition?.ctc;
      this.hidden = this.#recognition === null;
      this.#none.hidden = Boolean(ctc);
      for (const part of [this.#figure, this.#summary, this.querySelector('.map-foot')]) {
        part.hidden = !ctc;
      }
      if (!ctc) {
        return;
      }
      this.#slider.max = ctc.probabilities.length - 1;
      const first = this.#recognition.characters[0]?.steps?.start ?? 0;
      this.#slider.value = first;
      this.#rows = rowsOf(ctc);
      this.#symbols.replaceChildren(
        ...this.#rows.map((index) =>
          element('span', { class: index ? '' : 'is-blank' }, index ? shown(ctc.symbols[index]) : t('steps.blank')),
        ),
      );
      const summary = this.#summarize(ctc);
      this.#summary.textContent = summary;
      this.#canvas.setAttribute('aria-label', summary);
      this.#step();
    }

    repaint() {
      const ctc = this.#recognition?.ctc;
      const width = this.#canvas.clientWidth;
      if (!ctc || !width) {
        return;
      }
      const height = top(this.#rows.length);
      const sharp = devicePixelRatio || 1;
      this.#canvas.width = Math.round(width * sharp);
      this.#canvas.height = Math.round(height * sharp);
      this.#canvas.style.setProperty('height', `${height}px`);
      const pen = this.#canvas.getContext('2d');
      pen.scale(sharp, sharp);
      this.#paint(pen, ctc.probabilities, width, height);
    }

    #paint(pen, probabilities, width, height) {
      const ink = colours(this);
      const cell = width / probabilities.length;
      pen.fillStyle = ink.ground;
      pen.fillRect(0, 0, width, height);
      this.#paintMarks(pen, cell, height, ink);
      probabilities.forEach((step, x) =>
        this.#rows.forEach((symbol, y) => {
          // The square root makes a doubt of one in a hundred visible.
          pen.globalAlpha = Math.sqrt(step[symbol]);
          if (pen.globalAlpha > 0.03) {
            pen.fillStyle = symbol ? ink.symbol : ink.blank;
            pen.fillRect(x * cell + 0.5, top(y) + 0.5, Math.max(1, cell - 1), rowHeight - 1);
          }
        }),
      );
      pen.globalAlpha = 1;
      pen.strokeStyle = ink.cursor;
      pen.lineWidth = 2;
      pen.strokeRect(Number(this.#slider.value) * cell + 0.5, 1, Math.max(2, cell - 1), height - 2);
    }

    /** A quiet column behind every character that was read, a stronger one behind the marked. */
    #paintMarks(pen, cell, height, ink) {
      this.#recognition.characters.forEach(({ steps }, index) => {
        if (steps) {
          pen.fillStyle = index === this.#marked ? ink.marked : ink.span;
          pen.fillRect(steps.start * cell, 0, (steps.end - steps.start) * cell, height);
        }
      });
    }

    #step() {
      const { symbols, probabilities } = this.#recognition.ctc;
      const step = Number(this.#slider.value);
      const list = probabilities[step]
        .map((probability, index) => ({ probability, symbol: index ? shown(symbols[index]) : t('steps.blank') }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, 3)
        .map(({ probability, symbol }) => `${symbol} ${percent(probability)}`)
        .join(',  ');
      const said = t('steps.step', { step: step + 1, list });
      this.#says.textContent = said;
      this.#slider.setAttribute('aria-valuetext', said);
      this.repaint();
    }

    #point(event) {
      const ctc = this.#recognition?.ctc;
      if (ctc) {
        this.#slider.value = Math.floor((event.offsetX / this.#canvas.clientWidth) * ctc.probabilities.length);
        this.#step();
      }
    }

    #summarize({ symbols, probabilities }) {
      const blanks = probabilities.filter((step) => step[0] === Math.max(...step)).length;
      const list = this.#recognition.characters
        .map(({ character, confidence, steps }) =>
          t('steps.character', {
            character: character === ' ' ? t('character.space') : character,
            step: (steps?.start ?? 0) + 1,
            confidence: percent(confidence),
          }),
        )
        .join(', ');
      return t('steps.summary', {
        steps: probabilities.length,
        symbols: symbols.length,
        blanks,
        list: list || t('verdict.nothing'),
      });
    }
  },
);

/** The symbols that get a row: all of a small alphabet, of a large one those that any step takes seriously. */
function rowsOf({ symbols, probabilities }) {
  const all = symbols.map((_, index) => index);
  return symbols.length <= manySymbols
    ? all
    : all.filter((index) => index === 0 || probabilities.some((step) => step[index] > 0.01));
}

/** Where row y begins; the blank's row stands apart. */
function top(y) {
  return y * rowHeight + (y ? blankGap : 0);
}

function shown(symbol) {
  return symbol === ' ' ? '␣' : symbol;
}

function colours(from) {
  const style = getComputedStyle(from);
  const read = (name) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    ground: read('ground'),
    symbol: read('symbol'),
    blank: read('blank'),
    cursor: read('cursor'),
    span: read('span'),
    marked: read('marked'),
  };
}

function legend() {
  return element(
    'span',
    { class: 'map-legend', 'aria-hidden': 'true' },
    element('span', {}, '0'),
    element('span', { class: 'map-scale' }),
    element('span', {}, '1'),
  );
}
