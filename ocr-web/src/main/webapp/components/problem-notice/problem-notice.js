// <problem-notice id="problem"></problem-notice> – says what went wrong, in the server's words where it has some.
//   notice.problem = a Problem of service.js, or null
// Where the server wants a key it asks for one, and sends 'lisible:key' with it.
import { t } from '../../i18n/index.js';
import { LisibleElement, element, icon } from '../element/element.js';

customElements.define(
  'problem-notice',
  class extends LisibleElement {
    #problem = null;

    build() {
      this.setAttribute('role', 'alert');
    }

    set problem(problem) {
      this.#problem = problem;
      this.refresh();
    }

    refresh() {
      const problem = this.#problem;
      this.hidden = problem === null;
      if (problem === null) {
        this.replaceChildren();
        return;
      }
      const {
        title = t('problem.title'),
        detail = '',
        status = 0,
        requestId,
        available = [],
        retryAfter,
        local,
      } = problem;
      // The server speaks English, whatever the page speaks.
      const lang = local ? null : 'en';
      const about = [
        status || '',
        retryAfter ? t('problem.retry', { seconds: retryAfter }) : '',
        requestId ? t('problem.request', { id: requestId }) : '',
      ].filter(Boolean);
      this.replaceChildren(
        icon('warning'),
        element(
          'div',
          { class: 'problem-words' },
          element('p', { class: 'problem-title', lang }, title || problem.message),
          detail && element('p', { class: 'problem-detail', lang }, detail),
          available.length > 0 &&
            element(
              'p',
              { class: 'problem-available' },
              `${t('problem.available')} `,
              ...available.map((name) => element('code', {}, name)),
            ),
          status === 401 && this.#keyForm(),
          about.length > 0 && element('p', { class: 'problem-about' }, about.join('  ·  ')),
        ),
        element(
          'button',
          {
            type: 'button',
            class: 'quiet square',
            'aria-label': t('problem.close'),
            title: t('problem.close'),
            onclick: () => (this.problem = null),
          },
          icon('wrong'),
        ),
      );
    }

    #keyForm() {
      const key = element('input', {
        id: 'key',
        type: 'password',
        autocomplete: 'off',
        pattern: '\\s*[!-~]+\\s*',
        'aria-describedby': 'key-hint',
      });
      const give = (event) => {
        event.preventDefault();
        if (key.value.trim()) {
          this.send('lisible:key', key.value.trim());
        }
      };
      return element(
        'form',
        { class: 'problem-key', onsubmit: give },
        element('label', { for: 'key' }, t('key.label')),
        key,
        element('button', { type: 'submit' }, t('key.use')),
        element('p', { id: 'key-hint', class: 'hint' }, t('key.hint')),
      );
    }
  },
);
