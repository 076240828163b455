// <image-stage id="stage"></image-stage> – shows the image; takes one by drop. Paste is heard on the whole page.
//   stage.image = desk.image             what to show, null for the empty stage
//   stage.spans = [{start, end}, …]      columns to bracket, in pixels of the image; null where not known
//   stage.mark(2)                        lights up span 2, -1 for none
//   stage.anchors()                      where each bracket's foot stands, in pixels of the window
//   'lisible:own' {blob, name}, 'lisible:refused' {name}: what was dropped or pasted
import { t } from '../../i18n/index.js';
import { LisibleElement, drawn, element } from '../element/element.js';

customElements.define(
  'image-stage',
  class extends LisibleElement {
    #image = null;
    #spans = [];
    #picture = element('img', {
      id: 'image',
      alt: '',
      draggable: 'false',
      onload: () => this.#fit(),
      onerror: () => this.#unshown(),
    });
    #overlay = drawn('svg', { class: 'stage-spans', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
    #sheet = element('div', { class: 'stage-sheet', hidden: true }, this.#picture, this.#overlay);
    #caption = element('p', { class: 'stage-caption' });
    #note = element('p', { class: 'stage-unshown', t: 'stage.unshown', hidden: true });
    #empty = element(
      'div',
      { class: 'stage-empty' },
      specimen(),
      element('p', { class: 'stage-empty-title', t: 'stage.empty' }),
      element('p', { t: 'stage.hint' }),
    );

    build() {
      this.setAttribute('role', 'region');
      this.dataset.tLabel = 'stage.label';
      this.setAttribute('aria-label', t('stage.label'));
      this.append(
        this.#empty,
        this.#sheet,
        this.#note,
        this.#caption,
        element('p', { class: 'stage-drop', t: 'stage.drop', 'aria-hidden': 'true' }),
      );
      document.addEventListener('dragover', (event) => this.#over(event));
      document.addEventListener('dragleave', (event) => event.relatedTarget ?? this.classList.remove('is-over'));
      document.addEventListener('drop', (event) => this.#drop(event));
      document.addEventListener('paste', (event) => this.#paste(event));
    }

    set image(image) {
      this.#image = image;
      this.spans = [];
      this.#note.hidden = true;
      this.#empty.hidden = image !== null;
      if (image) {
        this.#picture.src = image.url;
      } else {
        this.#sheet.hidden = true;
      }
      this.refresh();
    }

    set spans(spans) {
      this.#spans = spans;
      this.#draw();
    }

    mark(index) {
      [...this.#overlay.children].forEach((group) =>
        group.classList.toggle('is-marked', Number(group.dataset.index) === index),
      );
    }

    anchors() {
      const box = this.#picture.getBoundingClientRect();
      const scale = box.width / (this.#picture.naturalWidth || 1);
      return this.#spans.map((span) =>
        span && box.width ? { x: box.left + ((span.start + span.end) / 2) * scale, y: box.bottom } : null,
      );
    }

    refresh() {
      if (!this.#image) {
        this.#caption.textContent = '';
        return;
      }
      const { sample, name } = this.#image;
      const { naturalWidth: width, naturalHeight: height } = this.#picture;
      const said = sample
        ? t('stage.sample', { id: sampleName(this.#image) })
        : t('stage.own', { name: name || t('stage.pasted') });
      this.#caption.textContent =
        width && this.#picture.complete ? `${said}  ·  ${t('stage.size', { width, height })}` : said;
      this.#picture.alt = t('stage.image');
    }

    #fit() {
      const { naturalWidth: width, naturalHeight: height } = this.#picture;
      this.#sheet.hidden = false;
      this.#sheet.style.setProperty('--ratio', width / height);
      this.#sheet.classList.toggle('is-small', width < 400);
      this.#overlay.setAttribute('viewBox', `0 0 ${width} ${height}`);
      this.refresh();
      this.#draw();
    }

    #unshown() {
      this.#sheet.hidden = true;
      this.#note.hidden = false;
      this.refresh();
    }

    #draw() {
      const { naturalHeight: height } = this.#picture;
      const groups = this.#spans.map(
        (span, index) =>
          span &&
          drawn(
            'g',
            { 'data-index': index },
            drawn('rect', { x: span.start, y: 0, width: span.end - span.start, height: height || 1 }),
            drawn('path', {
              d: `M${span.start + 0.8} ${height}H${span.end - 0.8}`,
              'vector-effect': 'non-scaling-stroke',
            }),
          ),
      );
      this.#overlay.replaceChildren(...groups.filter(Boolean));
      this.send('lisible:placed');
    }

    #over(event) {
      if ([...event.dataTransfer.types].includes('Files')) {
        event.preventDefault();
        this.classList.add('is-over');
      }
    }

    #drop(event) {
      this.classList.remove('is-over');
      const [file] = event.dataTransfer.files;
      if (file) {
        event.preventDefault();
        this.offer(file);
      }
    }

    #paste(event) {
      const [file] = event.clipboardData?.files ?? [];
      if (file) {
        event.preventDefault();
        this.offer(file);
      }
    }

    /** Takes a file that calls itself an image, or nothing at all; the server decides what it really is. */
    offer(file) {
      const promising = file.type === '' || file.type.startsWith('image/');
      this.send(promising ? 'lisible:own' : 'lisible:refused', { blob: file, name: file.name });
    }
  },
);

/** A sample is often named after its truth: the caption must not give the answer away before it was read. */
function sampleName({ id, truth, number }) {
  return !id || (truth && id.toLowerCase().includes(truth.toLowerCase())) ? number : id;
}

/** The empty stage's picture: a line of writing being read. */
function specimen() {
  const line =
    'M8 44c10-22 16-30 20-26s-12 26-2 28 12-18 18-18-4 20 4 20 10-34 16-34-8 34 2 34 10-20 16-18-6 20 4 18 12-30 18-30-8 28 2 30c6 1 10-6 14-10';
  return drawn(
    'svg',
    { class: 'stage-specimen', viewBox: '0 0 132 64', 'aria-hidden': 'true' },
    drawn('path', { class: 'specimen-line', d: line }),
    drawn('path', {
      class: 'specimen-frame',
      d: 'M2 14V6a4 4 0 0 1 4-4h8M118 2h8a4 4 0 0 1 4 4v8M130 50v8a4 4 0 0 1-4 4h-8M14 62H6a4 4 0 0 1-4-4v-8',
    }),
  );
}
