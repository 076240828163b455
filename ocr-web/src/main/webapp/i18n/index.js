// The page's language: which one it is, and every text in it.
//   t('action.predict')                     the text
//   t('auto.progress', {done: 3, total: 20}) with its gaps filled
//   useLanguage('fr')                        changes the page; components hear 'lisible:language' on the document
import en from './en.js';
import es from './es.js';
import fr from './fr.js';

const texts = { en, fr, es };
const remembered = 'lisible.language';
const smallest = 0.001;
let current = 'en';

export const languages = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
  { code: 'es', name: 'Español' },
];

export function language() {
  return current;
}

/** The remembered language, else the first of the browser's that the page speaks, else English. */
export function preferredLanguage() {
  const wanted = [recall(), ...(navigator.languages ?? [navigator.language])];
  return wanted.map((tag) => tag?.slice(0, 2).toLowerCase()).find((code) => code in texts) ?? 'en';
}

export function useLanguage(code, { remember = false } = {}) {
  current = code in texts ? code : 'en';
  if (remember) {
    try {
      localStorage.setItem(remembered, current);
    } catch {
      // A browser that stores nothing still shows the page.
    }
  }
  document.documentElement.lang = current;
  translate(document);
  document.dispatchEvent(new CustomEvent('lisible:language'));
}

export function t(key, values = {}) {
  const text = texts[current][key] ?? en[key];
  if (text === undefined) {
    throw new Error(`no text for '${key}'`);
  }
  const chosen = typeof text === 'function' ? text(values) : text;
  return chosen.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

/** Fills elements that name their text: data-t (content), data-t-label, data-t-title, data-t-placeholder. */
export function translate(root) {
  const attributes = { tLabel: 'aria-label', tTitle: 'title', tPlaceholder: 'placeholder' };
  for (const element of root.querySelectorAll('[data-t]')) {
    element.textContent = t(element.dataset.t);
  }
  for (const [key, attribute] of Object.entries(attributes)) {
    const selector = `[data-${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}]`;
    for (const element of root.querySelectorAll(selector)) {
      element.setAttribute(attribute, t(element.dataset[key]));
    }
  }
}

export function number(value, options = {}) {
  return new Intl.NumberFormat(current, options).format(value);
}

/** A share of one as a percentage, with as many digits as it takes to tell it from certainty and from nothing. */
export function percent(share) {
  const format = (value, digits) => number(value, { style: 'percent', maximumFractionDigits: digits });
  if (share > 0 && share < smallest) {
    return `<\u202f${format(smallest, 1)}`;
  }
  return format(share, share > 0.995 && share < 0.99995 ? 2 : 1);
}

export function milliseconds(value) {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })}\u202fms`;
}

function recall() {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}
