// Reads what is being written, again and again, while it is being written.
//   const live = new LiveReading((signal) => …answer, 120);
//   live.ask()       the ink changed: reads once it rests for a moment, or has moved for a while
//   live.forget()    there is nothing to read any more
//   'answer' {detail: answer}, 'problem' {detail: problem}, 'busy'
// Only the answer to the latest question counts: a newer question, and forget(), abort the older ones, and an answer that
// comes late anyway is dropped.

const patience = 4;

export class LiveReading extends EventTarget {
  busy = false;

  #read;
  #pause;
  #timer = 0;
  #waitingSince = null;
  #question = null;

  /** @param {number} pause milliseconds of rest after which it is read */
  constructor(read, pause) {
    super();
    this.#read = read;
    this.#pause = pause;
  }

  ask() {
    const now = performance.now();
    this.#waitingSince ??= now;
    const left = this.#waitingSince + patience * this.#pause - now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(0, Math.min(this.#pause, left)));
  }

  forget() {
    this.#drop();
    this.#rest(false);
  }

  async #run() {
    this.#drop();
    const question = new AbortController();
    this.#question = question;
    this.#rest(true);
    try {
      const answer = await this.#read(question.signal);
      this.#end(question, 'answer', answer);
    } catch (failure) {
      this.#end(question, 'problem', failure);
    }
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#waitingSince = null;
    this.#question?.abort();
    this.#question = null;
  }

  #end(question, what, detail) {
    if (this.#question === question) {
      this.#question = null;
      this.#rest(false);
      this.dispatchEvent(new CustomEvent(what, { detail }));
    }
  }

  #rest(busy) {
    if (this.busy !== busy) {
      this.busy = busy;
      this.dispatchEvent(new Event('busy'));
    }
  }
}
