// <reader-choice task="character" alias="characters"></reader-choice> – who reads, with which model.
//   task      models for this alone are offered          alias  the name by which the server's own choice is asked for
//   several   engines side by side are offered, too
//   choice.engines = answer of GET /api/v1/engines       choice.models = answer of GET /api/v1/models
//   choice.chosen    {engines: ['pure'], model: 'characters'}; no model: '' where the server has none for the task
//   'lisible:options' whenever the choice changes
import { t } from '../../i18n/index.js';
import { LisibleElement, element, labelled } from '../element/element.js';

const bothEngines = 'both';

customElements.define(
  'reader-choice',
  class extends LisibleElement {
    #engines = null;
    #models = null;
    #engine = element('select', { id: 'engine', onchange: () => this.send('lisible:options') });
    #model = element('select', { id: 'model', onchange: () => this.send('lisible:options') });

    build() {
      this.append(labelled('options.engine', this.#engine), labelled('options.model', this.#model));
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
        model: this.#model.value,
      };
    }

    refresh() {
      const ready = this.#ready();
      const engines = (this.#engines?.engines ?? []).map((engine) => option(engine.id, engine, engine.id));
      if (this.hasAttribute('several') && ready.length > 1) {
        engines.push(
          element('option', { value: bothEngines }, `${t('options.both')} (${ready.map(({ id }) => id).join(', ')})`),
        );
      }
      fill(this.#engine, engines, this.#engines?.default);
      this.#fillModels();
    }

    #fillModels() {
      const all = this.#models?.models ?? [];
      const task = this.getAttribute('task');
      const alias = this.getAttribute('alias');
      // A broken one may not say what it is for.
      const models = all.filter((model) => (model.task ?? task) === task);
      const several = (id) => models.filter((model) => model.id === id).length > 1;
      const options = models.map((model) =>
        option(several(model.id) ? `${model.id}/${model.version}` : model.id, model, modelName(model)),
      );
      if (alias && models.some(({ state }) => state === 'ready')) {
        options.unshift(element('option', { value: alias }, t('options.served')));
      }
      fill(this.#model, options, alias ?? this.#models?.default);
    }

    /** The default engine first: its answer is the main one. */
    #ready() {
      const first = this.#engines?.default;
      return (this.#engines?.engines ?? [])
        .filter(({ state }) => state === 'ready')
        .sort((a, b) => (b.id === first) - (a.id === first));
    }
  },
);

function modelName({ id, version, title }) {
  return `${title || id} (${version})`;
}

function option(id, { state, reason }, name) {
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
  const usable = options.filter(({ disabled }) => !disabled);
  const find = (name) => name && usable.find(({ value }) => value === name || value.startsWith(`${name}/`));
  select.replaceChildren(...(usable.length ? [] : [element('option', { value: '' }, t('options.none'))]), ...options);
  select.value = (find(before) || find(preferred) || usable[0])?.value ?? '';
}
