// <service-status></service-status> – the service's version and what became of each engine.
//   status.service = answer of GET / as JSON      status.engines = answer of GET /api/v1/engines
//   status.down()                                 the server did not answer
//   status.locked()                               it answers those alone who have a key
import { t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

customElements.define(
  'service-status',
  class extends LisibleElement {
    #service = null;
    #engines = null;
    #waiting = 'status.loading';
    #version = element('p', { class: 'status-version', id: 'version' });
    #list = element('ul', { class: 'status-engines', id: 'engines' });
    #said = element('p', { class: 'hint' });

    build() {
      this.append(this.#version, element('h2', { class: 'overline', t: 'status.title' }), this.#list, this.#said);
    }

    set service(service) {
      this.#service = service;
      this.refresh();
    }

    set engines(answer) {
      this.#engines = answer.engines;
      this.refresh();
    }

    down() {
      this.#waiting = 'status.down';
      this.refresh();
    }

    locked() {
      this.#waiting = 'status.locked';
      this.refresh();
    }

    refresh() {
      this.#version.textContent = t('status.version', { version: this.#service?.version ?? '' });
      this.#said.hidden = this.#engines !== null;
      this.#said.textContent = t(this.#waiting);
      this.#list.replaceChildren(...(this.#engines ?? []).map(entry));
    }
  },
);

function entry({ id, version, state, reason, source, device, kernels }) {
  const about = state === 'ready' ? [kernels, device, source] : [reason, source];
  return element(
    'li',
    { class: `status-engine is-${state}`, 'data-engine': id, 'data-state': state },
    element('span', { class: 'status-name' }, `${id} `, version && element('small', {}, version)),
    element('span', { class: 'status-state' }, t(`status.${state}`)),
    element('span', { class: 'status-about', lang: 'en' }, about.filter(Boolean).join('  ·  ')),
  );
}
