// <score-board id="score"></score-board> – how many samples each engine read exactly right.
//   board.rows = desk.score.rows()
//   'lisible:reset'
import { percent, t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

customElements.define(
  'score-board',
  class extends LisibleElement {
    #rows = [];
    #list = element('ul', { class: 'score-rows' });
    #none = element('p', { class: 'hint', t: 'score.none' });
    #reset = element('button', {
      type: 'button',
      id: 'reset',
      class: 'quiet small',
      t: 'score.reset',
      onclick: () => this.send('lisible:reset'),
    });

    build() {
      this.append(
        element('div', { class: 'card-head' }, element('h2', { class: 'card-title', t: 'score.title' }), this.#reset),
        this.#none,
        this.#list,
      );
    }

    set rows(rows) {
      this.#rows = rows;
      this.refresh();
    }

    refresh() {
      this.#none.hidden = this.#rows.length > 0;
      this.#reset.hidden = this.#rows.length === 0;
      this.#list.replaceChildren(...this.#rows.map(row));
    }
  },
);

function row({ engine, right, total, rightCharacters, characters }) {
  const exact = right / total;
  const counted = t('score.of', { right, total });
  return element(
    'li',
    { class: 'score-row', 'data-engine': engine, 'data-right': right, 'data-total': total },
    element('span', { class: 'score-engine' }, engine),
    element('span', { class: 'score-exact' }, percent(exact), ' ', element('small', {}, t('score.exact'))),
    element(
      'span',
      { class: 'bar', 'aria-hidden': 'true' },
      element('span', { class: 'bar-fill', styles: { '--share': exact } }),
    ),
    element('span', { class: 'score-count' }, counted),
    element(
      'span',
      { class: 'score-characters' },
      t('score.characters', { percent: percent(rightCharacters / characters) }),
    ),
  );
}
