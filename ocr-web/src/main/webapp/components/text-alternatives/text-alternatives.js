// <text-alternatives></text-alternatives> – other readings of the whole text, most probable first.
//   list.show(recognition)      list.show(null) hides it
import { percent } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

customElements.define(
  'text-alternatives',
  class extends LisibleElement {
    #recognition = null;
    #list = element('ol', { class: 'alternatives' });
    #none = element('p', { class: 'hint', t: 'alternatives.none' });

    build() {
      this.append(element('h3', { t: 'alternatives.title' }), this.#list, this.#none);
    }

    show(recognition) {
      this.#recognition = recognition;
      this.refresh();
    }

    refresh() {
      this.hidden = this.#recognition === null;
      const others = (this.#recognition?.alternatives ?? [])
        .filter(({ text }) => text !== this.#recognition.text)
        .slice(0, 5);
      this.#none.hidden = others.length > 0;
      this.#list.replaceChildren(
        ...others.map(({ text, confidence }) =>
          element(
            'li',
            { class: 'alternative' },
            element('span', { class: 'glyphs' }, text || '∅'),
            element(
              'span',
              { class: 'bar', 'aria-hidden': 'true' },
              element('span', { class: 'bar-fill', styles: { '--share': confidence } }),
            ),
            element('span', {}, percent(confidence)),
          ),
        ),
      );
    }
  },
);
