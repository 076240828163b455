// What every component of the page shares. Not a component itself.
//
//   class ScoreBoard extends LisibleElement {
//     build() { this.append(element('h2', { t: 'score.title' })); }   // once
//     refresh() { … }                                                 // after data or the language changed
//   }
//
//   element('button', { class: 'quiet', type: 'button', t: 'copy', onclick: copy }, icon('copy'))
//
// No component parses HTML: whatever a server sends stays text.
import { translate } from '../../i18n/index.js';

export class LisibleElement extends HTMLElement {
  #built = false;
  #relabel = () => {
    translate(this);
    this.refresh();
  };

  connectedCallback() {
    if (!this.#built) {
      this.#built = true;
      this.build();
      translate(this);
    }
    document.addEventListener('lisible:language', this.#relabel);
    this.refresh();
  }

  disconnectedCallback() {
    document.removeEventListener('lisible:language', this.#relabel);
  }

  build() {}

  refresh() {}

  /** Tells the composition root what the user wants. */
  send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

const texts = ['t', 'tLabel', 'tTitle', 'tPlaceholder'];
const svg = 'http://www.w3.org/2000/svg';

/** A new element. t, tLabel, tTitle, tPlaceholder name its texts, on… its listeners, styles its custom properties. */
export function element(tag, properties = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      created.addEventListener(name.slice(2), value);
    } else if (texts.includes(name)) {
      created.dataset[name] = value;
    } else if (name === 'styles') {
      Object.entries(value).forEach(([property, setting]) => created.style.setProperty(property, setting));
    } else {
      created.setAttribute(name, value === true ? '' : value);
    }
  }
  created.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return created;
}

/** A control below its label; the control needs an id. */
export function labelled(key, control, kind = '') {
  return element('p', { class: `field ${kind}` }, element('label', { for: control.id, t: key }), control);
}

/** Words for those who listen. */
export function unseen(words) {
  return element('span', { class: 'unseen' }, words);
}

/** A new SVG element. */
export function drawn(tag, attributes = {}, ...children) {
  const created = document.createElementNS(svg, tag);
  Object.entries(attributes).forEach(([name, value]) => created.setAttribute(name, value));
  created.append(...children);
  return created;
}

const strokes = {
  sample: 'M4 5.5h16v13H4zM4 15.5 8.5 11l4 4 2.5-2.5 5 4.5M15.5 9h.1',
  read: 'M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M8 12h8',
  file: 'M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v3.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V15',
  auto: 'M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20v-4.5h4.5',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  right: 'M5 12.5 10 17.5 19.5 7',
  wrong: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  sun: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M19.1 4.9l-1.4 1.4M6.3 17.7l-1.4 1.4',
  pen: 'M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8.5 19zM14.5 6l3.5 3.5',
  eraser:
    'M9 19.5h11M13.6 5.2l5.2 5.2a1.5 1.5 0 0 1 0 2.1l-7 7H8.6l-3.4-3.4a1.5 1.5 0 0 1 0-2.1l6.3-8.8a1.5 1.5 0 0 1 2.1 0zM8.6 9.4l6.4 6.4',
  undo: 'M8 5 4 9l4 4M4 9h10.5a5.5 5.5 0 0 1 0 11H9',
  redo: 'M16 5l4 4-4 4M20 9H9.5a5.5 5.5 0 0 0 0 11H15',
  clear: 'M5 7h14M10 7V4.5h4V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5',
  guides: 'M4 6h16M4 18h16M4 12h2M9 12h2M13.5 12h2M18 12h2',
  save: 'M12 4v11M7.5 11.5 12 16l4.5-4.5M4 16v2.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V16',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1',
};

/** A picture beside a label; assistive technology skips it. */
export function icon(name) {
  return drawn(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    drawn('path', { d: strokes[name] }),
  );
}
