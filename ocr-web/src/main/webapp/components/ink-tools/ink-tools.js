// <ink-tools></ink-tools> – pen, eraser, how thick, undo, redo, clear, guide lines, save.
//   tools.state = {canUndo, canRedo, canClear}
//   tools.size = 14      tools.chosen: {tool: 'pen', width: 14}      tools.guides: whether lines are wanted
//   'lisible:tool', 'lisible:guides' after a choice; 'lisible:undo', 'lisible:redo', 'lisible:clear', 'lisible:save'
// On the whole page: Ctrl+Z undoes, Ctrl+Shift+Z and Ctrl+Y redo, Delete clears; on a Mac with the command key.
import { number, t } from '../../i18n/index.js';
import { LisibleElement, element, icon } from '../element/element.js';

const keys = { undo: 'Control+Z', redo: 'Control+Y', clear: 'Delete' };

customElements.define(
  'ink-tools',
  class extends LisibleElement {
    #tool = 'pen';
    #tools = { pen: this.#choice('pen'), eraser: this.#choice('eraser') };
    #size = element('input', { id: 'size', type: 'range', min: 6, max: 36, step: 1, oninput: () => this.#sized() });
    #dot = element('span', { class: 'tool-dot', 'aria-hidden': 'true' });
    #acts = Object.fromEntries(['undo', 'redo', 'clear'].map((name) => [name, this.#act(name)]));
    #save = this.#act('save');
    #guides = this.#button('guides', () => this.#toggle(), { 'aria-pressed': 'true' });

    build() {
      this.append(
        group('tools.draw', this.#tools.pen, this.#tools.eraser, sizer(this.#dot, this.#size)),
        group('tools.change', this.#acts.undo, this.#acts.redo, this.#acts.clear),
        group('tools.paper', this.#guides, this.#save),
      );
      document.addEventListener('keydown', (event) => this.#press(event));
    }

    set state({ canUndo, canRedo, canClear }) {
      const can = { undo: canUndo, redo: canRedo, clear: canClear };
      Object.entries(can).forEach(([name, able]) => this.#acts[name].setAttribute('aria-disabled', !able));
      this.#save.setAttribute('aria-disabled', !canClear);
    }

    set size(width) {
      this.#size.value = width;
      this.refresh();
    }

    get chosen() {
      return { tool: this.#tool, width: Number(this.#size.value) };
    }

    get guides() {
      return this.#guides.getAttribute('aria-pressed') === 'true';
    }

    refresh() {
      Object.entries(this.#tools).forEach(([name, button]) => button.setAttribute('aria-pressed', name === this.#tool));
      this.#size.setAttribute('aria-valuetext', t('tool.points', { size: number(Number(this.#size.value)) }));
      this.#dot.style.setProperty('--size', this.#size.value);
    }

    #sized() {
      this.refresh();
      this.send('lisible:tool');
    }

    #toggle() {
      this.#guides.setAttribute('aria-pressed', !this.guides);
      this.send('lisible:guides');
    }

    #choice(name) {
      return this.#button(name, () => {
        this.#tool = name;
        this.refresh();
        this.send('lisible:tool');
      });
    }

    #act(name) {
      return this.#button(name, () => this.#do(name), { 'aria-keyshortcuts': keys[name], 'aria-disabled': 'true' });
    }

    #button(name, onclick, more = {}) {
      return element(
        'button',
        {
          id: name,
          type: 'button',
          class: 'tool quiet square',
          tLabel: `tool.${name}`,
          tTitle: keys[name] ? `tool.${name}.title` : `tool.${name}`,
          onclick,
          ...more,
        },
        icon(name),
      );
    }

    #do(name) {
      if (this.querySelector(`#${name}`).getAttribute('aria-disabled') === 'false') {
        this.send(`lisible:${name}`);
      }
    }

    /** Not in a field that has its own use for the key. */
    #press(event) {
      const act = event.target.closest?.('input:not([type=range], [type=radio]), select') ? null : actOf(event);
      if (act) {
        event.preventDefault();
        this.#do(act);
      }
    }
  },
);

function actOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  const command = (ctrlKey || metaKey) && !altKey;
  const letter = key.toLowerCase();
  if (command && letter === 'z') {
    return shiftKey ? 'redo' : 'undo';
  }
  if (command && letter === 'y') {
    return 'redo';
  }
  return key === 'Delete' && !command && !shiftKey && !altKey ? 'clear' : null;
}

function group(key, ...controls) {
  return element('div', { class: 'tool-group', role: 'group', tLabel: key }, ...controls);
}

function sizer(dot, slider) {
  return element(
    'label',
    { class: 'tool-size', tTitle: 'tool.size' },
    dot,
    element('span', { class: 'unseen', t: 'tool.size' }),
    slider,
  );
}
