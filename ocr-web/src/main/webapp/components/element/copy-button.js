// A button that copies a text and says so.
//   copyButton('copy.text', () => recognition.text, 'copy-text')
import { t } from '../../i18n/index.js';
import { element, icon } from './element.js';

export function copyButton(label, text, id) {
  const word = element('span', { t: 'copy', 'aria-live': 'polite' });
  const button = element(
    'button',
    { type: 'button', class: 'quiet', id, tLabel: label, onclick: copy },
    icon('copy'),
    word,
  );
  let timer = 0;

  async function copy() {
    let said = 'copy.done';
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      said = 'copy.failed';
    }
    word.textContent = t(said);
    clearTimeout(timer);
    timer = setTimeout(() => (word.textContent = t('copy')), 1800);
  }

  return button;
}
