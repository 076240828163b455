// <reading-history id="history"></reading-history> – what was read lately; each entry comes back at a click.
//   history.readings = desk.history
//   'lisible:show' reading, 'lisible:clear'
import { milliseconds, t } from '../../i18n/index.js';
import { LisibleElement, element, icon, unseen } from '../element/element.js';

customElements.define(
  'reading-history',
  class extends LisibleElement {
    #readings = [];
    #list = element('ol', { class: 'history' });
    #empty = element('p', { class: 'hint', t: 'history.empty' });
    #clear = element('button', {
      type: 'button',
      class: 'quiet small',
      id: 'clear',
      t: 'history.clear',
      onclick: () => this.send('lisible:clear'),
    });

    build() {
      this.append(
        element('div', { class: 'card-head' }, element('h2', { class: 'card-title', t: 'history.title' }), this.#clear),
        this.#empty,
        this.#list,
      );
    }

    set readings(readings) {
      this.#readings = readings;
      this.refresh();
    }

    refresh() {
      this.#empty.hidden = this.#readings.length > 0;
      this.#clear.hidden = this.#readings.length === 0;
      this.#list.replaceChildren(...this.#readings.map((reading) => this.#entry(reading)));
    }

    #entry(reading) {
      const {
        image,
        answers: [{ engine, recognition }],
      } = reading;
      const judged = image.truth === null ? 'open' : recognition.text === image.truth ? 'right' : 'wrong';
      const text = recognition.text || t('verdict.nothing');
      return element(
        'li',
        {},
        element(
          'button',
          {
            type: 'button',
            class: `entry is-${judged}`,
            onclick: () => this.send('lisible:show', reading),
          },
          element('img', { src: image.url, alt: '', loading: 'lazy' }),
          element(
            'span',
            { class: 'entry-text' },
            unseen(t('history.again')),
            element('span', { class: 'entry-word' }, text),
            unseen(`, ${t(`history.${judged}`)},`),
            judged === 'open' ? null : icon(judged),
          ),
          element(
            'span',
            { class: 'entry-about' },
            judged === 'wrong' ? `${image.truth}  ·  ${engine}` : engine,
            recognition.timings?.total === undefined ? null : `  ·  ${milliseconds(recognition.timings.total)}`,
          ),
        ),
      );
    }
  },
);
