// The desk where images are read: what lies on it, what was answered, the score and the history.
// It knows nothing of the page. It tells what changed by events: 'image', 'reading', 'busy', 'problem', 'auto', 'score'.
//
// One job runs at a time. A new one aborts the old, and an answer that comes late anyway is dropped.
import { Score } from './score.js';
import { Problem, fetchSample, predict } from './service.js';

const kept = 40;
const attempts = 4;
const longestWait = 5;

export class Desk extends EventTarget {
  /** {number, blob, url, sample: boolean, id: the sample's, name: the file's, truth|null} or null */
  image = null;
  /** {image, answers: [{engine, recognition, trip} | {engine, problem}]} or null; the first answer is the main one. */
  reading = null;
  /** Newest first. */
  history = [];
  score = new Score();
  options = {};
  /** Engines to ask, '' for the server's default; several stand side by side. */
  engines = [''];
  busy = null;

  #images = 0;
  #job = null;

  takeSample() {
    return this.#run('sample', (signal) => this.#sample(signal));
  }

  /** Lays an image of the user's own on the desk and reads it. */
  takeOwn(blob, name) {
    return this.#run('predict', async (signal) => {
      this.#lay({ blob, id: '', name, truth: null, sample: false });
      await this.#read(signal);
    });
  }

  read() {
    return this.image ? this.#run('predict', (signal) => this.#read(signal)) : Promise.resolve();
  }

  /** Samples and reads, over and over; cancel() ends it. */
  autoRun(total) {
    return this.#run('auto', async (signal) => {
      const began = performance.now();
      const run = { done: 0, total, right: 0, finished: false, seconds: 0 };
      this.#tell('auto', run);
      try {
        while (run.done < total) {
          await patiently(() => this.#sample(signal), signal);
          await patiently(() => this.#read(signal), signal);
          run.done += 1;
          run.right += this.reading.answers[0].recognition?.text === this.image.truth ? 1 : 0;
          run.seconds = (performance.now() - began) / 1000;
          this.#tell('auto', run);
          await nextFrame();
          signal.throwIfAborted();
        }
      } finally {
        run.finished = true;
        this.#tell('auto', run);
      }
    });
  }

  cancel() {
    this.#job?.abort();
  }

  /** Lays a reading of the history back on the desk. */
  show(reading) {
    this.cancel();
    this.#forget();
    this.image = reading.image;
    this.reading = reading;
    this.#tell('image');
  }

  clearHistory() {
    const shown = this.image;
    this.history.filter(({ image }) => image !== shown).forEach(({ image }) => URL.revokeObjectURL(image.url));
    this.history = [];
    this.#tell('score');
  }

  resetScore() {
    this.score.reset();
    this.#tell('score');
  }

  async #run(kind, work) {
    this.cancel();
    const job = new AbortController();
    this.#job = job;
    this.busy = kind;
    this.#tell('busy');
    this.#tell('problem', null);
    try {
      await work(job.signal);
    } catch (failure) {
      if (this.#job === job && failure.name !== 'AbortError') {
        this.#tell('problem', failure);
        if (!(failure instanceof Problem)) {
          throw failure;
        }
      }
    } finally {
      if (this.#job === job) {
        this.#job = null;
        this.busy = null;
        this.#tell('busy');
      }
    }
  }

  async #sample(signal) {
    const { blob, id, truth } = await fetchSample(signal);
    signal.throwIfAborted();
    this.#lay({ blob, id, name: '', truth, sample: true });
  }

  #lay(image) {
    this.#forget();
    this.image = { number: ++this.#images, url: URL.createObjectURL(image.blob), ...image };
    this.reading = null;
    this.#tell('image');
  }

  /** One engine after the other, so that their timings do not disturb each other. */
  async #read(signal) {
    const { image, options } = this;
    const answers = [];
    for (const engine of this.engines) {
      const began = performance.now();
      try {
        const recognition = await predict(image.blob, options, engine, signal);
        answers.push({ engine: recognition.engine ?? engine, recognition, trip: performance.now() - began });
      } catch (problem) {
        if (!(problem instanceof Problem) || this.engines.length === 1) {
          throw problem;
        }
        answers.push({ engine, problem });
      }
      signal.throwIfAborted();
    }
    if (answers.every((answer) => answer.problem)) {
      throw answers[0].problem;
    }
    answers.sort((a, b) => Boolean(a.problem) - Boolean(b.problem));
    this.#keep({ image, answers });
  }

  #keep(reading) {
    const { image, answers } = reading;
    this.reading = reading;
    this.history.unshift(reading);
    for (const old of this.history.splice(kept)) {
      if (old.image !== image && this.history.every((other) => other.image !== old.image)) {
        URL.revokeObjectURL(old.image.url);
      }
    }
    if (image.truth !== null) {
      answers
        .filter((answer) => answer.recognition)
        .forEach(({ engine, recognition }) => this.score.add(engine, image, recognition.text));
    }
    this.#tell('reading');
    this.#tell('score');
  }

  /** The image on the desk makes room; its address dies unless the history still shows it. */
  #forget() {
    if (this.image && this.history.every(({ image }) => image !== this.image)) {
      URL.revokeObjectURL(this.image.url);
    }
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

/** In a long run: waits as long as a busy server (429, 503) asks for, a few times. */
async function patiently(call, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (problem) {
      if (
        !(problem instanceof Problem) ||
        !problem.retryAfter ||
        problem.retryAfter > longestWait ||
        attempt === attempts
      ) {
        throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, problem.retryAfter * 1000));
      signal.throwIfAborted();
    }
  }
}

/** Lets the browser paint; a hidden tab paints nothing and is not waited for. */
function nextFrame() {
  return new Promise((resolve) =>
    document.hidden ? setTimeout(resolve) : requestAnimationFrame(() => setTimeout(resolve)),
  );
}
