// <theme-toggle></theme-toggle> – light or dark. Until it is pressed, the page follows the system.
import { LisibleElement, element, icon } from '../element/element.js';

const remembered = 'lisible.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

customElements.define(
  'theme-toggle',
  class extends LisibleElement {
    #button = element(
      'button',
      {
        id: 'theme',
        type: 'button',
        class: 'quiet square',
        tLabel: 'theme.dark',
        tTitle: 'theme.dark',
        onclick: () => this.#toggle(),
      },
      icon('moon'),
      icon('sun'),
    );

    build() {
      this.append(this.#button);
      system.addEventListener('change', () => this.refresh());
    }

    refresh() {
      this.#button.setAttribute('aria-pressed', dark());
    }

    #toggle() {
      const theme = dark() ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme;
      try {
        localStorage.setItem(remembered, theme);
      } catch {
        // A browser that stores nothing still changes its theme.
      }
      this.refresh();
      this.send('lisible:theme');
    }
  },
);

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : system.matches;
}
