// <reading-verdict></reading-verdict> – truth above prediction, letter under letter, and the verdict.
//   verdict.show(image, recognition|null, pairs)
// What was read is announced through a live region.
import { percent, t } from '../../i18n/index.js';
import { LisibleElement, element, icon } from '../element/element.js';
import { copyButton } from '../element/copy-button.js';

const longLine = 14;

customElements.define(
  'reading-verdict',
  class extends LisibleElement {
    #shown = [null, null, []];
    #truth = element('dd', { id: 'truth', class: 'line' });
    #prediction = element('dd', { id: 'prediction', class: 'line', 'data-testid': 'prediction' });
    #judgement = element('p', { class: 'judgement', id: 'verdict' });
    #live = element('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    #copy = copyButton('copy.text', () => this.#shown[1]?.text ?? '', 'copy-text');

    build() {
      this.append(
        element(
          'dl',
          { class: 'proof' },
          element('div', {}, element('dt', { t: 'verdict.truth' }), this.#truth),
          element('div', {}, element('dt', { t: 'verdict.prediction' }), this.#prediction),
        ),
        this.#copy,
        this.#judgement,
        this.#live,
      );
    }

    show(image, recognition, pairs = []) {
      this.#shown = [image, recognition, pairs];
      this.refresh();
      const said = recognition
        ? [t('verdict.read', { text: recognition.text || t('verdict.nothing') }), this.#judgement.textContent]
        : [];
      this.#live.textContent = said.join(' ');
    }

    refresh() {
      const [image, recognition, pairs] = this.#shown;
      this.hidden = image === null;
      this.classList.toggle('is-long', Math.max(pairs.length, image?.truth?.length ?? 0) > longLine);
      this.#copy.hidden = !recognition?.text;
      if (image === null) {
        return;
      }
      this.#truth.classList.toggle('is-unknown', image.truth === null);
      this.#truth.replaceChildren(
        ...(image.truth === null ? [t('verdict.unknown')] : recognition ? letters(pairs, 'truth') : [image.truth]),
      );
      this.#prediction.classList.toggle('is-unknown', !recognition?.text);
      this.#prediction.replaceChildren(
        ...(recognition?.text ? letters(pairs, 'predicted') : [recognition ? t('verdict.nothing') : '—']),
      );
      this.#judge(image, recognition, pairs);
    }

    #judge(image, recognition, pairs) {
      this.#judgement.className = 'judgement';
      if (!recognition) {
        this.#judgement.replaceChildren();
        return;
      }
      const sure = element(
        'span',
        { class: 'sure' },
        t('verdict.confidence', { confidence: percent(recognition.confidence) }),
      );
      if (image.truth === null) {
        this.#judgement.replaceChildren(sure);
        return;
      }
      const count = pairs.filter((pair) => !pair.right).length;
      this.#judgement.classList.add(count ? 'is-wrong' : 'is-right');
      const said = count ? t('verdict.wrong', { count }) : t('verdict.exact');
      this.#judgement.replaceChildren(
        icon(count ? 'wrong' : 'right'),
        element('strong', {}, said),
        element('span', { class: 'unseen' }, ', '),
        sure,
      );
    }
  },
);

/** One side of the comparison; a gap keeps its place but is no text. */
function letters(pairs, side) {
  return pairs.map((pair) =>
    element(
      'span',
      { class: pair.right === false ? 'letter is-wrong' : 'letter', 'data-gap': pair[side] === null },
      pair[side] ?? '',
    ),
  );
}
