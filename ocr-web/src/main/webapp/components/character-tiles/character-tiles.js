// <character-tiles id="tiles"></character-tiles> – each character that was read, large, with how sure the reader is.
//   tiles.show(recognition, pairs)       pairs as comparison.js makes them; tiles.show(null) empties it
//   tiles.connect(stage.anchors())       draws lines from the image down to the tiles
//   'lisible:mark' index                 the tile that is pointed at or focused; -1 for none
// A tile opens its alternatives on hover and focus; Escape closes them.
import { percent, t } from '../../i18n/index.js';
import { LisibleElement, drawn, element, icon, unseen } from '../element/element.js';

const long = 14;

customElements.define(
  'character-tiles',
  class extends LisibleElement {
    #recognition = null;
    #pairs = [];
    #lines = drawn('svg', { class: 'tile-lines', 'aria-hidden': 'true' });
    #row = element('ol', { class: 'tile-row', tLabel: 'tiles.label' });

    build() {
      this.append(this.#lines, this.#row);
      this.addEventListener('keydown', (event) => this.#move(event));
      this.#row.addEventListener('pointerleave', () => this.send('lisible:mark', -1));
    }

    show(recognition, pairs = []) {
      this.#recognition = recognition;
      this.#pairs = pairs;
      this.refresh();
    }

    refresh() {
      const spans = this.#recognition?.characters ?? [];
      this.classList.toggle('is-long', this.#pairs.length > long);
      let read = 0;
      this.#row.replaceChildren(
        ...this.#pairs.map((pair) => {
          if (pair.predicted === null) {
            return element('li', { class: 'tile is-missing' }, gap(pair.truth));
          }
          const index = read++;
          return element(
            'li',
            { class: `tile ${pair.right === null ? '' : pair.right ? 'is-right' : 'is-wrong'}` },
            this.#tile(pair, spans[index], index),
            spans[index] && alternatives(spans[index], index),
          );
        }),
      );
      this.#lines.replaceChildren();
    }

    /** @param {({x: number, y: number}|null)[]} anchors one per character that was read */
    connect(anchors) {
      const box = this.#lines.getBoundingClientRect();
      const tiles = [...this.#row.querySelectorAll('button')];
      const foot = box.height;
      this.#lines.setAttribute('viewBox', `0 0 ${box.width} ${foot}`);
      this.#lines.replaceChildren(
        ...anchors
          .map((anchor, index) => {
            if (!anchor || !tiles[index] || !foot) {
              return null;
            }
            const tile = tiles[index].getBoundingClientRect();
            const [from, to] = [anchor.x - box.left, tile.left + tile.width / 2 - box.left];
            return drawn('path', {
              'data-index': index,
              d: `M${from} 0C${from} ${foot * 0.6} ${to} ${foot * 0.4} ${to} ${foot}`,
            });
          })
          .filter(Boolean),
      );
    }

    #tile(pair, span, index) {
      return element(
        'button',
        {
          type: 'button',
          'aria-describedby': span ? `alternatives-${index}` : null,
          'data-testid': 'character',
          tabindex: index === 0 ? 0 : -1,
          onpointerenter: () => this.#point(index),
          onfocus: () => this.#point(index),
          onblur: () => this.send('lisible:mark', -1),
        },
        element('span', { class: 'tile-glyph' }, said(pair.predicted)),
        span &&
          element(
            'span',
            { class: 'bar' },
            element('span', { class: 'bar-fill', styles: { '--share': span.confidence } }),
          ),
        element('span', { class: 'tile-sure' }, span ? percent(span.confidence) : ''),
        ...judged(pair),
      );
    }

    #point(index) {
      this.#row.querySelector('.is-closed')?.classList.remove('is-closed');
      [...this.#lines.children].forEach((line) =>
        line.classList.toggle('is-marked', Number(line.dataset.index) === index),
      );
      this.send('lisible:mark', index);
    }

    /** The tiles are one stop of the tab key; arrows move inside. */
    #move(event) {
      const tiles = [...this.#row.querySelectorAll('button')];
      const at = tiles.indexOf(document.activeElement);
      if (event.key === 'Escape') {
        this.#row.querySelectorAll('.tile').forEach((tile) => tile.classList.add('is-closed'));
        return;
      }
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tiles.length - 1 }[event.key];
      if (at >= 0 && tiles[to]) {
        event.preventDefault();
        tiles[at].tabIndex = -1;
        tiles[to].tabIndex = 0;
        tiles[to].focus();
      }
    }
  },
);

function alternatives(span, index) {
  return element(
    'div',
    { class: 'tile-alternatives', id: `alternatives-${index}`, role: 'tooltip' },
    element('p', { class: 'overline' }, t('tile.alternatives')),
    ...span.alternatives
      .filter(({ text }) => text !== span.character)
      .slice(0, 4)
      .map(({ text, confidence }) =>
        element(
          'p',
          { class: 'alternative' },
          element('span', { class: 'glyph' }, visible(text)),
          element('span', { class: 'bar' }, element('span', { class: 'bar-fill', styles: { '--share': confidence } })),
          element('span', {}, percent(confidence)),
        ),
      ),
  );
}

function gap(truth) {
  return element(
    'span',
    { class: 'tile-gap', role: 'img', 'aria-label': t('tile.missing', { truth: spoken(truth) }) },
    visible(truth),
  );
}

/** The mark in the corner and, where it is wrong, the proofreader's correction; both in words for those who listen. */
function judged({ right, truth }) {
  if (right === null) {
    return [];
  }
  const words = right ? 'tile.right' : truth === null ? 'tile.extra' : 'tile.wrong';
  const mark = element('span', { class: 'tile-mark' }, icon(right ? 'right' : 'wrong'), unseen(`, ${t(words)} `));
  const correction = truth === null ? element('span', { 'aria-hidden': 'true' }, '∅') : said(truth);
  return right ? [mark] : [mark, element('span', { class: 'tile-truth' }, correction)];
}

/** A character; one that cannot be seen is also said in words. */
function said(character) {
  return character === ' '
    ? element('span', {}, element('span', { 'aria-hidden': 'true' }, visible(character)), unseen(spoken(character)))
    : character;
}

function visible(character) {
  return character === ' ' ? '␣' : character;
}

function spoken(character) {
  return character === ' ' ? t('character.space') : character;
}
