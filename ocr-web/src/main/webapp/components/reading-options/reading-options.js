// <reading-options></reading-options> – who reads, with which model, and how the text is decoded.
//   options.engines = answer of GET /api/v1/engines      options.models = answer of GET /api/v1/models
//   options.chosen                                       {engines: ['pure'], options: {model, beam, alphabet, length}}
//   'lisible:options' whenever the choice changes
import { t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

const bothEngines = 'both';

customElements.define(
  'reading-options',
  class extends LisibleElement {
    #engines = null;
    #models = null;
    #engine = element('select', { id: 'engine', onchange: () => this.#changed() });
    #model = element('select', { id: 'model', onchange: () => this.#changed() });
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
        labelled('options.engine', this.#engine),
        labelled('options.model', this.#model),
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
      this.#engines = answer;
      this.refresh();
    }

    set models(answer) {
      this.#models = answer;
      this.refresh();
    }

    get chosen() {
      const engine = this.#engine.value;
      return {
        engines: engine === bothEngines ? this.#ready().map(({ id }) => id) : [engine],
        options: {
          model: this.#model.value,
          beam: this.#beam.validity.valid ? this.#beam.value : '',
          alphabet: this.#alphabet.value,
          length: this.#length.validity.valid ? this.#length.value : '',
        },
      };
    }

    refresh() {
      const ready = this.#ready();
      const engines = (this.#engines?.engines ?? []).map((engine) => choice(engine.id, engine, engine.id));
      if (ready.length > 1) {
        engines.push(
          element('option', { value: bothEngines }, `${t('options.both')} (${ready.map(({ id }) => id).join(', ')})`),
        );
      }
      fill(this.#engine, engines, this.#engines?.default);
      const models = this.#models?.models ?? [];
      const several = (id) => models.filter((model) => model.id === id).length > 1;
      fill(
        this.#model,
        models.map((model) =>
          choice(several(model.id) ? `${model.id}/${model.version}` : model.id, model, modelName(model)),
        ),
        this.#models?.default,
      );
    }

    /** The default engine first: its answer is the main one. */
    #ready() {
      const first = this.#engines?.default;
      return (this.#engines?.engines ?? [])
        .filter(({ state }) => state === 'ready')
        .sort((a, b) => (b.id === first) - (a.id === first));
    }

    #field(id, attributes) {
      return element('input', { id, autocomplete: 'off', oninput: () => this.#changed(), ...attributes });
    }

    #changed() {
      this.send('lisible:options');
    }
  },
);

function modelName({ id, version, title }) {
  return `${title || id} (${version})`;
}

function choice(id, { state, reason }, name) {
  const usable = (state ?? 'ready') === 'ready';
  return element(
    'option',
    { value: id, disabled: !usable, title: reason },
    usable ? name : `${name} (${t(`status.${state}`)})`,
  );
}

/** Fills a list and keeps the choice in it; failing that the preferred one, failing that the first that can be used. */
function fill(select, options, preferred) {
  const before = select.value;
  const usable = options.filter((option) => !option.disabled);
  const find = (name) => name && usable.find(({ value }) => value === name || value.startsWith(`${name}/`));
  select.replaceChildren(...(usable.length ? [] : [element('option', { value: '' }, t('options.none'))]), ...options);
  select.value = (find(before) || find(preferred) || usable[0])?.value ?? '';
}

function labelled(key, control, kind = '') {
  return element('p', { class: `field ${kind}` }, element('label', { for: control.id, t: key }), control);
}
