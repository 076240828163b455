// <character-guesses></character-guesses> – the character that was read, large, and the five likeliest as bars.
//   guesses.show(answer)      answer of POST /predict for a character; null: nothing was read
//   guesses.hint = 'guess.sparse'      says why there is nothing, null for nothing to say
//   guesses.busy = true
import { percent, t } from '../../i18n/index.js';
import { credit } from '../../writing/credit.js';
import { LisibleElement, element } from '../element/element.js';
import { copyButton } from '../element/copy-button.js';

const places = 5;

customElements.define(
  'character-guesses',
  class extends LisibleElement {
    #answer = null;
    #hint = null;
    #best = element('p', { id: 'best', class: 'guess-best' });
    #sure = element('p', { class: 'guess-sure' });
    #list = element('ol', { class: 'guess-list', tLabel: 'guess.list' });
    #said = element('p', { class: 'hint', id: 'guess-hint' });
    #who = element('p', { class: 'guess-who', id: 'guess-who' });
    #copy = copyButton('guess.copy', () => this.#answer?.character ?? '', 'copy-character');

    build() {
      const head = element('div', { class: 'guess-head' }, this.#best, this.#sure, this.#copy);
      this.append(head, this.#list, this.#said, this.#who);
    }

    show(answer) {
      this.#answer = answer;
      this.refresh();
    }

    set hint(key) {
      this.#hint = key;
      this.refresh();
    }

    set busy(busy) {
      this.setAttribute('aria-busy', busy);
    }

    refresh() {
      const answer = this.#answer;
      this.classList.toggle('is-empty', answer === null);
      this.#best.textContent = answer?.character ?? '';
      this.#sure.textContent = answer ? t('verdict.confidence', { confidence: percent(answer.confidence) }) : '';
      this.#copy.hidden = answer === null;
      this.#said.hidden = this.#hint === null;
      this.#said.textContent = this.#hint ? t(this.#hint) : '';
      this.#who.textContent = credit(answer);
      const guesses = answer?.top5 ?? [];
      this.#list.replaceChildren(...Array.from({ length: places }, (_, place) => row(guesses[place])));
    }
  },
);

/** A place without a guess keeps its room, so that nothing jumps. */
function row(guess) {
  return element(
    'li',
    { class: 'guess', 'data-character': guess?.character, 'aria-hidden': guess ? null : 'true' },
    element('span', { class: 'glyph' }, guess?.character ?? ''),
    element(
      'span',
      { class: 'bar', 'aria-hidden': 'true' },
      element('span', { class: 'bar-fill', styles: { '--share': guess?.confidence ?? 0 } }),
    ),
    element('span', { class: 'guess-share' }, guess ? percent(guess.confidence) : ''),
  );
}
