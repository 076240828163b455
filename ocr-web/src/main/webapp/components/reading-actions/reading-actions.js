// <reading-actions></reading-actions> – get a sample, read, choose a file, read twenty in a row.
//   actions.state = {busy: null|'sample'|'predict'|'auto', image: boolean}
//   actions.run = {done, total, right, finished, seconds}
//   'lisible:sample', 'lisible:predict', 'lisible:file' file, 'lisible:auto', 'lisible:cancel'
import { number, t } from '../../i18n/index.js';
import { LisibleElement, element, icon } from '../element/element.js';

customElements.define(
  'reading-actions',
  class extends LisibleElement {
    #state = { busy: null, image: false };
    #run = null;
    #sample = this.#button('sample', 'sample', 'action.sample');
    #predict = this.#button('predict', 'read', 'action.predict');
    #auto = this.#button('auto', 'auto', 'action.auto');
    #cancel = this.#button('cancel', 'stop', 'action.cancel');
    #input = element('input', {
      id: 'file',
      type: 'file',
      accept: 'image/*',
      class: 'unseen',
      onchange: () => this.#chosen(),
    });
    #choose = element('label', { class: 'button', for: 'file' }, icon('file'), element('span', { t: 'action.file' }));
    #meter = element('progress', { max: 1, value: 0 });
    #said = element('span', { class: 'auto-said', 'data-testid': 'auto-progress' });
    #progress = element('div', { class: 'auto', hidden: true }, this.#meter, this.#said, this.#cancel);
    #live = element('p', { class: 'unseen', role: 'status' });

    build() {
      this.append(
        element('div', { class: 'actions' }, this.#sample, this.#predict, this.#input, this.#choose, this.#auto),
        this.#progress,
        this.#live,
      );
    }

    set state(state) {
      this.#state = state;
      this.refresh();
    }

    set run(run) {
      this.#run = run;
      this.refresh();
      this.#live.textContent = run?.finished ? this.#said.textContent : '';
    }

    refresh() {
      const { busy, image } = this.#state;
      const running = busy === 'auto';
      // aria-disabled and not disabled: a control that is in use must not lose the focus.
      this.#sample.setAttribute('aria-disabled', running);
      this.#auto.setAttribute('aria-disabled', running);
      this.#predict.setAttribute('aria-disabled', running || !image);
      this.#input.disabled = running;
      this.#sample.classList.toggle('primary', !image);
      this.#predict.classList.toggle('primary', image);
      this.#predict.classList.toggle('is-busy', busy === 'predict');
      this.#sample.classList.toggle('is-busy', busy === 'sample');
      this.#predict.lastElementChild.textContent = t(busy === 'predict' ? 'action.reading' : 'action.predict');
      this.#progress.hidden = this.#run === null;
      if (!running && document.activeElement === this.#cancel) {
        this.#auto.focus();
      }
      this.#cancel.hidden = !running;
      if (this.#run) {
        this.#report(this.#run);
      }
    }

    #report({ done, total, right, finished, seconds }) {
      this.#meter.value = done / total;
      const key = !finished ? 'auto.progress' : done === total ? 'auto.done' : 'auto.stopped';
      this.#said.textContent = t(key, { done, total, right, seconds: number(seconds, { maximumFractionDigits: 1 }) });
      this.#meter.setAttribute('aria-label', t('action.auto'));
    }

    #button(name, picture, key) {
      return element(
        'button',
        { type: 'button', id: name, onclick: (event) => this.#press(event, name) },
        icon(picture),
        element('span', { t: key }),
      );
    }

    #press(event, name) {
      if (event.currentTarget.getAttribute('aria-disabled') !== 'true') {
        this.send(`lisible:${name}`);
      }
    }

    #chosen() {
      const [file] = this.#input.files;
      if (file) {
        this.send('lisible:file', file);
      }
      this.#input.value = '';
    }
  },
);
