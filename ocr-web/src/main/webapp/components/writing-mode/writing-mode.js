// <writing-mode></writing-mode> – whether one character is written or a text.
//   mode.value = 'character' | 'text'      'lisible:mode' after a choice
import { LisibleElement, element } from '../element/element.js';

customElements.define(
  'writing-mode',
  class extends LisibleElement {
    #choices = ['character', 'text'].map((value) =>
      element('input', {
        type: 'radio',
        class: 'unseen',
        name: 'mode',
        id: `mode-${value}`,
        value,
        onchange: () => this.send('lisible:mode', value),
      }),
    );

    build() {
      this.setAttribute('role', 'radiogroup');
      this.dataset.tLabel = 'mode';
      this.append(
        ...this.#choices.flatMap((choice) => [
          choice,
          element('label', { class: 'button', for: choice.id, t: `mode.${choice.value}` }),
        ]),
      );
    }

    set value(value) {
      this.#choices.forEach((choice) => (choice.checked = choice.value === value));
    }
  },
);
