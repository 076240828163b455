// <ink-pad></ink-pad> – the paper one writes on, with a mouse, a finger or a pen. A finger on it does not scroll the page.
//   pad.sheet = new Sheet(format)        what lies here; strokes go to it, and its changes are shown
//   pad.tool = {tool: 'pen', width: 14}  with what one writes, in the sheet's units; the other end of a pen erases anyway
//   pad.guides = true                    lines that guide the hand; they are no ink
//   pad.says = 'Read: a.'                the sheet in words
//   pad.invitation = 'pad.text'          what stands on a sheet without strokes
import { t } from '../../i18n/index.js';
import { paint } from '../../writing/brush.js';
import { LisibleElement, drawn, element } from '../element/element.js';

const eraserEnd = 32;
const smallestStep = 1.5;

customElements.define(
  'ink-pad',
  class extends LisibleElement {
    #sheet = null;
    #tool = { tool: 'pen', width: 1 };
    #pointer = null;
    #last = null;
    #waiting = 0;
    #lines = drawn('svg', { class: 'pad-lines', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
    #canvas = element('canvas', { id: 'pad', class: 'pad-canvas', role: 'img' });
    #ring = element('span', { class: 'pad-ring', 'aria-hidden': 'true' });
    #empty = element('p', { class: 'pad-empty', 'aria-hidden': 'true' });
    #shown = () => this.#paintSoon();

    build() {
      this.append(this.#lines, this.#empty, this.#canvas, this.#ring);
      const hear = {
        pointerdown: (event) => this.#begin(event),
        pointermove: (event) => this.#move(event),
        pointerup: (event) => this.#end(event),
        pointercancel: (event) => this.#end(event),
        contextmenu: (event) => this.#pointer !== null && event.preventDefault(),
      };
      for (const [name, answer] of Object.entries(hear)) {
        this.#canvas.addEventListener(name, answer);
      }
      new ResizeObserver(() => this.#paintSoon()).observe(this.#canvas);
      document.addEventListener('lisible:theme', () => this.#paintSoon());
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#paintSoon());
    }

    set sheet(sheet) {
      this.#sheet?.end();
      this.#sheet?.removeEventListener('change', this.#shown);
      this.#sheet = sheet;
      this.#pointer = null;
      sheet.addEventListener('change', this.#shown);
      this.#paintSoon();
    }

    set tool(tool) {
      this.#tool = tool;
      this.#ring.classList.toggle('is-eraser', tool.tool === 'eraser');
    }

    set guides(shown) {
      this.#lines.toggleAttribute('hidden', !shown);
    }

    set says(words) {
      this.#canvas.setAttribute('aria-label', words);
    }

    set invitation(key) {
      this.#empty.dataset.t = key;
      this.#empty.textContent = t(key);
    }

    #begin(event) {
      const erases = Boolean(event.buttons & eraserEnd);
      if (this.#pointer !== null || (event.button > 0 && !erases)) {
        return;
      }
      this.#pointer = event.pointerId;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#last = this.#place(event);
      this.#sheet.begin(erases ? { ...this.#tool, tool: 'eraser' } : this.#tool, this.#last);
      this.#follow(event);
    }

    #move(event) {
      this.#follow(event);
      if (event.pointerId !== this.#pointer) {
        return;
      }
      const events = event.getCoalescedEvents?.() ?? [];
      const points = (events.length ? events : [event]).map((step) => this.#place(step));
      this.#sheet.extend(points.filter((point) => this.#isStep(point)));
    }

    #end(event) {
      if (event.pointerId === this.#pointer) {
        this.#pointer = null;
        this.#sheet.end();
      }
    }

    #isStep(point) {
      const far = Math.hypot(point[0] - this.#last[0], point[1] - this.#last[1]) >= smallestStep;
      this.#last = far ? point : this.#last;
      return far;
    }

    /** In the sheet's units, to a tenth. */
    #place({ clientX, clientY }) {
      const box = this.#canvas.getBoundingClientRect();
      const scale = this.#sheet.format.width / box.width;
      return [clientX - box.left, clientY - box.top].map((way) => Math.round(way * scale * 10) / 10);
    }

    /** A ring as large as the brush, where the pointer is. */
    #follow({ clientX, clientY, pointerType }) {
      const box = this.#canvas.getBoundingClientRect();
      this.#ring.classList.toggle('is-near', pointerType !== 'touch');
      this.#ring.style.setProperty('--x', `${clientX - box.left}px`);
      this.#ring.style.setProperty('--y', `${clientY - box.top}px`);
      this.#ring.style.setProperty('--width', `${(this.#tool.width * box.width) / this.#sheet.format.width}px`);
    }

    #paintSoon() {
      cancelAnimationFrame(this.#waiting);
      this.#waiting = requestAnimationFrame(() => this.#paint());
    }

    #paint() {
      const {
        strokes,
        format: { width, height, lines },
      } = this.#sheet;
      this.#empty.hidden = strokes.length > 0;
      this.style.setProperty('--ratio', width / height);
      this.#lines.setAttribute('viewBox', `0 0 ${width} ${height}`);
      this.#lines.replaceChildren(
        ...lines.map(({ kind, y }) =>
          drawn('path', { class: `line-${kind}`, d: `M0 ${y}H${width}`, 'vector-effect': 'non-scaling-stroke' }),
        ),
      );
      const sharp = (devicePixelRatio || 1) * (this.#canvas.clientWidth / width);
      this.#canvas.width = Math.round(width * sharp);
      this.#canvas.height = Math.round(height * sharp);
      const context = this.#canvas.getContext('2d');
      context.scale(sharp, sharp);
      paint(context, strokes, getComputedStyle(this.#canvas).color);
    }
  },
);
