// <written-text></written-text> – the text that was read, to copy.
//   text.show(answer)      answer of POST /predict_text; null: nothing was read
//   text.hint = 'guess.sparse'      says why there is nothing, null for nothing to say
//   text.busy = true
import { t } from '../../i18n/index.js';
import { credit } from '../../writing/credit.js';
import { LisibleElement, element } from '../element/element.js';
import { copyButton } from '../element/copy-button.js';

customElements.define(
  'written-text',
  class extends LisibleElement {
    #answer = null;
    #hint = null;
    #text = element('p', { id: 'text', class: 'written' });
    #said = element('p', { class: 'hint', id: 'text-hint' });
    #who = element('p', { class: 'guess-who' });
    #copy = copyButton('copy.text', () => this.#answer?.text ?? '', 'copy-written');

    build() {
      this.append(this.#text, this.#copy, this.#said, this.#who);
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
      this.#text.textContent = answer?.text ?? '';
      this.#copy.hidden = !answer?.text;
      this.#said.hidden = this.#hint === null;
      this.#said.textContent = this.#hint ? t(this.#hint) : '';
      this.#who.textContent = credit(answer);
    }
  },
);
