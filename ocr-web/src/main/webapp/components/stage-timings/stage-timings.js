// <stage-timings></stage-timings> – where the time went, stage by stage, in milliseconds.
//   timings.show(recognition.timings, trip)      trip: the round trip as the page saw it; timings.show(null) hides it
import { milliseconds, t } from '../../i18n/index.js';
import { LisibleElement, element } from '../element/element.js';

const stages = ['decode', 'preprocess', 'queue', 'inference', 'decoding'];

customElements.define(
  'stage-timings',
  class extends LisibleElement {
    #timings = null;
    #trip = 0;
    #bar = element('div', { class: 'timing-bar', 'aria-hidden': 'true' });
    #list = element('dl', { class: 'timing-list' });

    build() {
      this.append(element('h3', { t: 'timings.title' }), this.#bar, this.#list);
    }

    show(timings, trip = 0) {
      this.#timings = timings;
      this.#trip = trip;
      this.refresh();
    }

    refresh() {
      this.hidden = !this.#timings;
      if (!this.#timings) {
        return;
      }
      const known = stages
        .filter((stage) => typeof this.#timings[stage] === 'number')
        .map((stage) => [stage, this.#timings[stage]]);
      const sum = known.reduce((all, [, value]) => all + value, 0);
      const total = this.#timings.total ?? sum;
      const parts = total > sum * 1.02 ? [...known, ['other', total - sum]] : known;
      this.#bar.replaceChildren(
        ...parts.map(([stage, value]) =>
          element('span', { class: `timing-${stage}`, styles: { '--share': value / (total || 1) } }),
        ),
      );
      this.#list.replaceChildren(
        ...parts.map(([stage, value]) => line(stage, value)),
        line('total', total, 'is-total'),
        ...(this.#trip ? [line('trip', this.#trip, 'is-trip')] : []),
      );
    }
  },
);

function line(stage, value, kind = '') {
  return element(
    'div',
    { class: kind },
    element(
      'dt',
      {},
      element('span', { class: `timing-key timing-${stage}`, 'aria-hidden': 'true' }),
      t(`timings.${stage}`),
    ),
    element('dd', {}, milliseconds(value)),
  );
}
