/* Progress in study: one record a card, kept in the browser, written to a file and read from one. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const FORMAT = 'interview-questions-progress';
  const VERSION = 1;
  const ID = /^[a-z0-9][a-z0-9-]{0,199}$/;
  const LAST = 8.64e15; // the last millisecond that a date can hold
  // What a record holds, all numbers, each with its least and greatest value. Times are milliseconds since 1970.
  const FIELDS = {
    due: [0, LAST],
    stability: [0, 1e6],
    difficulty: [0, 10],
    scheduled_days: [0, 1e6],
    learning_steps: [0, 100],
    reps: [1, 1e6],
    lapses: [0, 1e6],
    state: [1, 3], // learning, review, relearning; a card without a record is new
    last_review: [0, LAST],
    first: [0, LAST], // when the card was met
  };

  /* Return the record in `value`, nothing else of it; throw an error that says what is wrong with it. */
  function record(id, value) {
    if (!ID.test(id)) throw new Error(`“${id.slice(0, 60)}” is no card`);
    if (typeof value !== 'object' || value === null) throw new Error(`card “${id}” holds no record`);
    const made = {};
    for (const [field, [least, greatest]] of Object.entries(FIELDS)) {
      const number = value[field];
      if (typeof number !== 'number' || !(number >= least && number <= greatest))
        throw new Error(`card “${id}” has no “${field}” between ${least} and ${greatest}`);
      made[field] = number;
    }
    return made;
  }

  /* Return the later of two records of one card. */
  const later = (one, other) => (other.last_review > one.last_review ? other : one);

  /*
   * Progress in `storage` (as localStorage), under keys that begin with `prefix`.
   *
   * Each card has a key of its own, so that two tabs never overwrite each other's cards. Where the browser keeps
   * nothing, progress lasts as long as the page, and `kept` is false.
   */
  class Progress {
    constructor(storage, prefix) {
      this.storage = storage;
      this.prefix = prefix;
      this.kept = true;
      this.records = new Map();
      this.attempt(() => {
        for (let place = 0; place < storage.length; place++) this.heard(storage.key(place));
      });
    }

    attempt(action) {
      try {
        if (this.storage) return action();
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
      this.kept = false;
      return null;
    }

    /* Take over what another tab, or a former visit, has written under a key. */
    heard(key) {
      if (!key.startsWith(this.prefix)) return;
      const id = key.slice(this.prefix.length);
      const text = this.attempt(() => this.storage.getItem(key));
      if (text === null) this.records.delete(id);
      else
        try {
          this.records.set(id, record(id, JSON.parse(text)));
        } catch {
          this.records.delete(id); // not ours, or spoilt: the card is new, and its next rating overwrites it
        }
    }

    get(id) {
      return this.records.get(id) || null;
    }

    /* Set a card's record, or make it a new card where `value` is null. */
    set(id, value) {
      if (value) this.records.set(id, value);
      else this.records.delete(id);
      this.attempt(() => {
        if (value) this.storage.setItem(this.prefix + id, JSON.stringify(value));
        else this.storage.removeItem(this.prefix + id);
      });
    }

    /* Give what was learnt under former ids to the present ones; where both have a record, the later review counts. */
    migrate(former) {
      for (const [old, id] of former) {
        const had = this.get(old);
        if (!had) continue;
        this.set(id, this.get(id) ? later(this.get(id), had) : had);
        this.set(old, null);
      }
    }

    /* Return all records as the text of a file, those of cards that are no longer there included. */
    save() {
      const cards = Object.fromEntries([...this.records].sort(([a], [b]) => (a < b ? -1 : 1)));
      return JSON.stringify({ format: FORMAT, version: VERSION, cards }, null, 1) + '\n';
    }

    /* Add the records of a file and return how many it has; an error says why nothing was added. */
    load(text) {
      let file;
      try {
        file = JSON.parse(text);
      } catch {
        throw new Error('it is no JSON file, or was cut short');
      }
      if (typeof file !== 'object' || file === null || file.format !== FORMAT)
        throw new Error('it was not saved by this page');
      if (file.version !== VERSION) throw new Error('it was saved by another version of this page');
      if (typeof file.cards !== 'object' || file.cards === null) throw new Error('it holds no cards');
      const read = Object.entries(file.cards).map(([id, value]) => [id, record(id, value)]);
      for (const [id, one] of read) this.set(id, this.get(id) ? later(this.get(id), one) : one);
      return read.length;
    }
  }

  Study.Progress = Progress;
})();
