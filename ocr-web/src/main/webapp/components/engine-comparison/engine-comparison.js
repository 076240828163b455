// <engine-comparison></engine-comparison> – what several engines made of the same image.
//   comparison.show(reading)      a reading of the desk with two answers or more; hidden otherwise
import { milliseconds, percent, t } from '../../i18n/index.js';
import { LisibleElement, element, icon } from '../element/element.js';

const columns = ['engine', 'text', 'sure', 'network', 'total'];

customElements.define(
  'engine-comparison',
  class extends LisibleElement {
    #reading = null;
    #rows = element('tbody');
    #agreement = element('p', { class: 'agreement', 'data-testid': 'agreement' });

    build() {
      const head = element(
        'tr',
        {},
        ...columns.map((column) => element('th', { scope: 'col', t: `compare.${column}` })),
      );
      this.append(
        element('h3', { t: 'compare.title' }),
        this.#agreement,
        element(
          'div',
          { class: 'scroller', tabindex: 0, role: 'group', tLabel: 'compare.title' },
          element('table', { id: 'comparison' }, element('thead', {}, head), this.#rows),
        ),
      );
    }

    show(reading) {
      this.#reading = reading;
      this.refresh();
    }

    refresh() {
      const { answers = [], image } = this.#reading ?? {};
      this.hidden = answers.length < 2;
      if (this.hidden) {
        return;
      }
      const agree = answers.every(({ recognition }) => recognition && recognition.text === answers[0].recognition.text);
      this.#agreement.textContent = t(agree ? 'compare.agree' : 'compare.differ');
      this.#rows.replaceChildren(...answers.map((answer) => row(answer, image.truth)));
    }
  },
);

function row({ engine, recognition, problem }, truth) {
  const name = element('th', { scope: 'row' }, engine);
  if (problem) {
    return element(
      'tr',
      { 'data-engine': engine },
      name,
      element(
        'td',
        { colspan: columns.length - 1, class: 'is-wrong', title: problem.detail },
        `${t('compare.failed')}: ${problem.title}`,
      ),
    );
  }
  const right = truth === null ? null : recognition.text === truth;
  const { timings = {} } = recognition;
  return element(
    'tr',
    { 'data-engine': engine },
    name,
    element(
      'td',
      { class: right === null ? '' : right ? 'is-right' : 'is-wrong' },
      element('span', { class: 'glyphs' }, recognition.text || '∅'),
      ...(right === null
        ? []
        : [
            ' ',
            icon(right ? 'right' : 'wrong'),
            element('span', { class: 'unseen' }, t(right ? 'history.right' : 'history.wrong')),
          ]),
    ),
    element('td', {}, percent(recognition.confidence)),
    element('td', {}, timings.inference === undefined ? '' : milliseconds(timings.inference)),
    element('td', {}, timings.total === undefined ? '' : milliseconds(timings.total)),
  );
}
