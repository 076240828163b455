// <reading-options></reading-options> – who reads, with which model, and how the text is decoded.
//   options.engines = answer of GET /api/v1/engines      options.models = answer of GET /api/v1/models
//   options.chosen                                       {engines: ['pure'], options: {model, beam, alphabet, length}}
//   'lisible:options' whenever the choice changes
import '../reader-choice/reader-choice.js';
import { LisibleElement, element, labelled } from '../element/element.js';

customElements.define(
  'reading-options',
  class extends LisibleElement {
    #reader = element('reader-choice', { task: 'text-line', several: true });
    #beam = this.#field('beam', {
      type: 'number',
      min: 1,
      max: 1000,
      step: 1,
      value: 10,
      inputmode: 'numeric',
      tPlaceholder: 'options.default',
    });
    #alphabet = this.#field('alphabet', {
      type: 'text',
      spellcheck: 'false',
      autocapitalize: 'off',
      tPlaceholder: 'options.any',
    });
    #length = this.#field('length', {
      type: 'number',
      min: 1,
      max: 200,
      step: 1,
      inputmode: 'numeric',
      tPlaceholder: 'options.any',
    });

    build() {
      this.append(
        element('h2', { class: 'card-title', t: 'options.title' }),
        this.#reader,
        element(
          'details',
          { id: 'decoding', open: matchMedia('(min-width: 60rem)').matches },
          element('summary', { t: 'options.more' }),
          element(
            'div',
            { class: 'fields' },
            labelled('options.alphabet', this.#alphabet, 'wide'),
            labelled('options.beam', this.#beam),
            labelled('options.length', this.#length),
          ),
        ),
      );
    }

    set engines(answer) {
      this.#reader.engines = answer;
    }

    set models(answer) {
      this.#reader.models = answer;
    }

    get chosen() {
      const { engines, model } = this.#reader.chosen;
      return {
        engines,
        options: {
          model,
          beam: this.#beam.validity.valid ? this.#beam.value : '',
          alphabet: this.#alphabet.value,
          length: this.#length.validity.valid ? this.#length.value : '',
        },
      };
    }

    #field(id, attributes) {
      return element('input', { id, autocomplete: 'off', oninput: () => this.send('lisible:options'), ...attributes });
    }
  },
);
