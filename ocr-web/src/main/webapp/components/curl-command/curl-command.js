// <curl-command></curl-command> – the current request as a shell command.
//   curl.command = curlCommand(…)
import { LisibleElement, element } from '../element/element.js';
import { copyButton } from '../element/copy-button.js';

customElements.define(
  'curl-command',
  class extends LisibleElement {
    #code = element('code', { id: 'curl' });

    build() {
      this.append(
        element(
          'div',
          { class: 'card-head' },
          element('h2', { class: 'card-title', t: 'curl.title' }),
          copyButton('curl.copy', () => this.#code.textContent, 'copy-curl'),
        ),
        element('pre', { tabindex: 0, role: 'group', tLabel: 'curl.title' }, this.#code),
      );
    }

    set command(command) {
      this.#code.textContent = command;
    }
  },
);
