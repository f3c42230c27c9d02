// The parts of the index that are loaded: words, terms with their entries, and what a hit shows. A part that is asked
// for and not there is noted in `missing`. build_tools/search/files.py writes the parts.
'use strict';

(function (root) {
  const node = typeof require === 'function';
  const { letters, lacking } = node ? require('./search-words.js').SearchWords : root.SearchWords;
  const MANY = 8; // parts of the vocabulary above which misspelt words are compared with some of them only

  class Parts {
    constructor(start) {
      this.start = start;
      this.parts = new Map();
      this.missing = new Set();
      this.guesses = new Map(); // what misspelt words may mean: finding it is what costs most
      this.stop = new Set(start.stop.split(' '));
      this.frames = new Set(start.frames);
      this.signs = new Map(Object.entries(start.signs));
      this.signNames = new Set(this.signs.values());
      this.same = new Set(start.same.split(' '));
      this.spellings = start.spellings.map(([old, now]) => [new RegExp(old), now]);
      this.near = new Map(start.near.map(([term, ...others]) => [term, others]));
    }

    // Takes a part of the index.
    add(name, data) {
      this.guesses.clear();
      if (name.startsWith('words-')) this.parts.set(name, vocabulary(data));
      else if (name.startsWith('terms-')) this.parts.set(name, { ...data, read: new Map() });
      else this.parts.set(name, data);
    }

    part(name) {
      const part = this.parts.get(name);
      if (!part) this.missing.add(name);
      return part;
    }

    american(word) {
      if (word.length < 5 || this.same.has(word)) return word;
      return this.spellings.reduce((now, [old, other]) => now.replace(old, other), word);
    }

    // What the index knows of a word: {word, term, named, light}; null for nothing.
    lookup(word) {
      const part = this.part(`words-${placeOf(this.start.words, word)}`);
      if (!part) return null;
      const at = placeOf(part.words, word);
      return part.words[at] === word ? wordOf(part, at) : null;
    }

    // All words that begin so.
    *beginning(prefix) {
      if (!prefix) return;
      for (let number = placeOf(this.start.words, prefix); number < this.start.words.length; number += 1) {
        if (this.start.words[number] > prefix && !this.start.words[number].startsWith(prefix)) return;
        const part = this.part(`words-${number}`);
        if (!part) return;
        for (let at = placeOf(part.words, prefix); at < part.words.length; at += 1) {
          if (part.words[at].startsWith(prefix)) yield wordOf(part, at);
          else if (part.words[at] > prefix) return;
        }
      }
    }

    // The words of names that have all letters of `word` but `most`: in a large index those with its first or second
    // letter alone, because each part is loaded for it.
    *similar(word, most) {
      const wanted = letters(word);
      for (const number of this.around(word)) {
        const part = this.part(`words-${number}`);
        for (let at = 0; part && at < part.words.length; at += 1) {
          if (part.named[at] !== '0' && lacking(wanted, part.letters[at]) <= most) yield wordOf(part, at);
        }
      }
    }

    around(word) {
      const starts = this.start.words;
      if (starts.length <= MANY) return starts.keys();
      const numbers = new Set();
      for (const letter of [word[0], word[1]]) {
        for (let at = placeOf(starts, letter); at < starts.length && starts[at][0] <= letter; at += 1) numbers.add(at);
      }
      return numbers;
    }

    // A term: {count, entries: Map(entry → weight), after, wholes}; null where its part is missing.
    term(number) {
      const at = placeOf(this.start.terms, number);
      const part = this.part(`terms-${at}`);
      if (!part) return null;
      if (!part.read.has(number)) {
        const place = number - this.start.terms[at];
        const term = { count: part.counts[place], after: part.after[place], wholes: part.wholes[place] };
        part.read.set(number, { ...term, entries: unpacked(part.entries[place]) });
      }
      return part.read.get(number);
    }

    // The words, of those that are loaded, that stand for one of these terms.
    wordsOf(terms) {
      const found = [];
      for (const part of this.parts.values()) {
        if (part.letters) part.terms.forEach((term, at) => { if (terms.has(term)) found.push(part.words[at]); });
      }
      return found;
    }

    // What a hit shows: {id, topic, title, short}, or the name of the part that has it.
    record(entry) {
      const name = `entries-${Math.floor(entry / this.start.records)}`;
      if (!this.parts.has(name)) return { needs: name };
      const [id, topic, title, short] = this.parts.get(name)[entry % this.start.records];
      return { id, topic: this.start.topics[topic], title, short };
    }
  }

  function vocabulary(data) {
    const words = data.words.split(' ');
    let number = 0;
    const terms = data.terms.map((step) => (number += step));
    return { words, terms, named: data.named, light: data.light, letters: words.map(letters) };
  }

  function wordOf(part, at) {
    return { word: part.words[at], term: part.terms[at], named: Number(part.named[at]), light: part.light[at] === '1' };
  }

  // The last place in a sorted list whose value is not above `wanted`.
  function placeOf(sorted, wanted) {
    let low = 0;
    let high = sorted.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (sorted[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // `weight,entry,step,step;weight,…` in base 36, as build_tools/search/index.py writes it.
  function unpacked(text) {
    const entries = new Map();
    for (const group of text.split(';')) {
      const numbers = group.split(',').map((digits) => parseInt(digits, 36));
      let entry = 0;
      for (let at = 1; at < numbers.length; at += 1) entries.set((entry += numbers[at]), numbers[0]);
    }
    return entries;
  }

  root.SearchParts = { Parts, unpacked };
})(typeof module === 'object' ? module.exports : window);
