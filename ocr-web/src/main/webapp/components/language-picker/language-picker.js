// <language-picker></language-picker> – chooses the page's language and remembers it.
import { language, languages, useLanguage } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

customElements.define(
  'language-picker',
  class extends LisibleElement {
    #select = element('select', {
      id: 'lang',
      tLabel: 'language',
      onchange: () => useLanguage(this.#select.value, { remember: true }),
    });

    build() {
      this.#select.append(...languages.map(({ code, name }) => element('option', { value: code, lang: code }, name)));
      this.append(this.#select);
    }

    refresh() {
      this.#select.value = language();
    }
  },
);
